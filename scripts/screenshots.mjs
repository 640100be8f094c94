/**
 * `node scripts/screenshots.mjs [folder [scene…]]`: pictures of the scenes in e2e/scenes.ts, of the
 * real app, and docs/images for the README.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { bringDataset } from './setup/dataset.mjs'
import { electronExecutable } from './setup/electron.mjs'
import { build } from './setup/lib/build.mjs'
import { createContext } from './setup/lib/context.mjs'
import { sandboxProblem } from './setup/lib/sandbox.mjs'
import { allSteps, bringSteps, tellFailure } from './setup/lib/steps.mjs'
import { withScreen } from './setup/lib/screen.mjs'

const ctx = createContext()
const SCREEN = '1920x1080x24'

try {
  process.exitCode = 1
  if (await bringSteps(allSteps, ctx)) {
    await build(ctx)
    await bringDataset(ctx)
    const { executable } = electronExecutable(ctx)
    const switches = (await sandboxProblem(executable)) ? '--no-sandbox' : ''
    process.exitCode = await withScreen((screen) => {
      const env = {
        ...process.env,
        ...screen,
        CONVSCOPE_ELECTRON: executable,
        CONVSCOPE_ELECTRON_ARGS: switches,
      }
      const args = [
        '--import',
        'tsx',
        join(ctx.root, 'e2e/screenshots.ts'),
        ...process.argv.slice(2),
      ]
      return spawnSync(process.execPath, args, { cwd: ctx.root, stdio: 'inherit', env }).status ?? 1
    }, SCREEN)
  }
} catch (error) {
  tellFailure({ title: 'Screenshots' }, error)
}
