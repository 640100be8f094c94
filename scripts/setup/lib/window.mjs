import { electronExecutable } from '../electron.mjs'
import { sandboxProblem } from './sandbox.mjs'
import { withScreen } from './screen.mjs'

/** The environment by which e2e/launch.ts finds Electron and the switches this machine needs. */
export async function windowEnvironment(ctx) {
  const { executable } = electronExecutable(ctx)
  const switches = (await sandboxProblem(executable)) ? '--no-sandbox' : ''
  return { CONVSCOPE_ELECTRON: executable, CONVSCOPE_ELECTRON_ARGS: switches }
}

/**
 * Runs a command that opens the app, on a separate screen.
 * @param use receives the environment by which e2e/launch.ts finds Electron and the screen
 * @param size of the screen, as Xvfb takes it
 */
export async function withWindow(ctx, use, size) {
  const environment = await windowEnvironment(ctx)
  return withScreen((screen) => use({ ...screen, ...environment }), size)
}
