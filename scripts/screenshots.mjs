/**
 * `node scripts/screenshots.mjs [folder [scene…]]`: pictures of the scenes in e2e/scenes.ts, of the
 * real app, and docs/images for the README.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { bringDataset } from './setup/dataset.mjs'
import { build } from './setup/lib/build.mjs'
import { createContext } from './setup/lib/context.mjs'
import { allSteps, bringSteps, tellFailure } from './setup/lib/steps.mjs'
import { withWindow } from './setup/lib/window.mjs'

const ctx = createContext()
const SCREEN = '1920x1080x24'

try {
  process.exitCode = 1
  if (await bringSteps(allSteps, ctx)) {
    await build(ctx)
    await bringDataset(ctx)
    const script = join(ctx.root, 'e2e/screenshots.ts')
    const args = ['--import', 'tsx', script, ...process.argv.slice(2)]
    const run = (more) => {
      const env = { ...process.env, ...more }
      return spawnSync(process.execPath, args, { cwd: ctx.root, stdio: 'inherit', env }).status ?? 1
    }
    process.exitCode = await withWindow(ctx, run, SCREEN)
  }
} catch (error) {
  tellFailure({ title: 'Screenshots' }, error)
}
