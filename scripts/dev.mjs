/**
 * `npm run dev`: the window with hot reload; main, preload and engine are built again when they
 * change.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { electronExecutable } from './setup/electron.mjs'
import { buildEnvironment } from './setup/lib/build.mjs'
import { execute } from './setup/lib/command.mjs'
import { createContext } from './setup/lib/context.mjs'
import { say } from './setup/lib/report.mjs'
import { sandboxSwitches } from './setup/lib/sandbox.mjs'
import { allSteps, bringSteps, tellFailure } from './setup/lib/steps.mjs'

const ctx = createContext()
try {
  process.exitCode = 1
  if (await bringSteps(allSteps, ctx)) {
    // A development build is not a complete build: the next start must build again.
    await rm(join(ctx.root, 'out', 'build.json'), { force: true })
    const { executable } = electronExecutable(ctx)
    const switches = await sandboxSwitches(executable, say)
    const env = {
      CONVSCOPE_NODE: process.execPath,
      ...process.env,
      ...buildEnvironment,
      ELECTRON_EXEC_PATH: executable,
    }
    const bin = join(ctx.root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
    const { code } = await execute(
      process.execPath,
      [bin, 'dev', '--watch', ...(switches.length ? ['--noSandbox'] : [])],
      { cwd: ctx.root, env, quiet: false },
    )
    process.exitCode = code
  }
} catch (error) {
  tellFailure({ title: 'npm run dev' }, error)
}
