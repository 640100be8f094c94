import { runProgram } from './program'
import type { Terminal } from './terminal'

/** A closed reader (`| head`) is not an error: end quietly. */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
}
process.stdout.on('error', endWithReader)
process.stderr.on('error', endWithReader)

const terminal: Terminal = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  onInterrupt(listener) {
    process.on('SIGINT', listener)
    process.on('SIGTERM', listener)
    return () => {
      process.off('SIGINT', listener)
      process.off('SIGTERM', listener)
    }
  },
}

/** Exits once all output has been read: on a pipe that is later than the write. */
async function leave(status: number): Promise<void> {
  const drained = (stream: NodeJS.WriteStream): Promise<void> =>
    new Promise((resolve) => stream.write('', () => resolve()))
  await Promise.all([drained(process.stdout), drained(process.stderr)])
  process.exit(status)
}

void runProgram(process.argv.slice(2), terminal).then(leave)
