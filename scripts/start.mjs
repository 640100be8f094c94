/**
 * `npm start [-- arguments for the app]`: sets up what is missing, builds what has changed, opens
 * the window.
 */
import { spawn } from 'node:child_process'
import { bringDataset } from './setup/dataset.mjs'
import { electronExecutable } from './setup/electron.mjs'
import { build } from './setup/lib/build.mjs'
import { createContext } from './setup/lib/context.mjs'
import { officialVersion } from './setup/lib/electron-official.mjs'
import { SetupFailure } from '../src/libtensorflow/failure.mjs'
import { say } from './setup/lib/report.mjs'
import { sandboxSwitches } from './setup/lib/sandbox.mjs'
import { allSteps, bringSteps, tellFailure } from './setup/lib/steps.mjs'

const ctx = createContext()

function mustHaveScreen() {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return
  throw new SetupFailure(
    'there is no screen here: neither DISPLAY nor WAYLAND_DISPLAY is set',
    'xvfb-run -a npm start   (a screen in memory), or use the command line: npx convscope --help',
  )
}

/**
 * Runs the app until its window is closed; Ctrl-C reaches it directly, so it can save before it
 * exits.
 */
function launch(executable, args) {
  return new Promise((resolve, reject) => {
    // Trainings run on this Node (src/engine/runtime/own-process.ts).
    const env = {
      CONVSCOPE_NODE: process.execPath,
      ...process.env,
      ELECTRON_RUN_AS_NODE: undefined,
    }
    const child = spawn(executable, args, { cwd: ctx.root, stdio: 'inherit', env })
    for (const signal of ['SIGINT', 'SIGTERM'])
      process.on(signal, () => signal === 'SIGTERM' && child.kill(signal))
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })
}

try {
  process.exitCode = 1
  if (await bringSteps(allSteps, ctx)) {
    await build(ctx)
    await bringDataset(ctx)
    mustHaveScreen()
    const { executable, version } = electronExecutable(ctx)
    if (version !== officialVersion(ctx))
      say(
        `Electron ${version} stands in for ${officialVersion(ctx)}. To try again: npm run setup -- --only electron --fresh`,
      )
    process.exitCode = await launch(executable, [
      ...(await sandboxSwitches(executable, say)),
      ctx.root,
      ...process.argv.slice(2),
    ])
  }
} catch (error) {
  tellFailure({ title: 'npm start' }, error)
}
