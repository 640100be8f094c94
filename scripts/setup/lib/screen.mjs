import { spawn } from 'node:child_process'
import { which } from './command.mjs'
import { SetupFailure } from '../../../src/libtensorflow/failure.mjs'

/**
 * The number that Xvfb writes once its display is open: it chooses a free one itself, so no two
 * runs collide.
 */
function displayOf(server) {
  return new Promise((resolve, reject) => {
    let text = ''
    server.stdio[3].setEncoding('utf8').on('data', (piece) => {
      text += piece
      if (text.includes('\n')) resolve(`:${text.trim()}`)
    })
    server.on('error', reject)
    server.on('exit', (code) =>
      reject(new SetupFailure(`Xvfb ended with ${code} before its display was open`)),
    )
  })
}

/**
 * Runs `work` with the environment of a display in memory, so that tests neither need nor disturb
 * the user's screen.
 */
export async function withScreen(work, size = '1440x1000x24', more = []) {
  if (process.platform !== 'linux') return work({})
  const program = which('Xvfb')
  if (!program)
    throw new SetupFailure('the window tests need Xvfb', 'sudo apt-get install -y xvfb xauth')
  const server = spawn(
    program,
    ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', ...more],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  )
  const stop = () => server.kill()
  process.on('exit', stop)
  try {
    return await work({ DISPLAY: await displayOf(server), WAYLAND_DISPLAY: undefined })
  } finally {
    process.off('exit', stop)
    stop()
  }
}
