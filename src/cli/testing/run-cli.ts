import { PassThrough, Readable, Writable } from 'node:stream'
import { runProgram } from '../program'
import type { Terminal } from '../terminal'

export interface Ran {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

class Collector extends Writable {
  text = ''
  override _write(chunk: Buffer | string, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString()
    done()
  }
}

/**
 * Runs the command line in this process, with strings for its streams.
 * @param interruptAfter presses Ctrl-C once stderr or stdout holds this text
 */
export async function runCli(
  words: readonly string[],
  { stdin = '', interruptAfter }: { stdin?: string; interruptAfter?: string } = {},
): Promise<Ran> {
  const [stdout, stderr] = [new Collector(), new Collector()]
  const listeners = new Set<() => void>()
  const terminal: Terminal = {
    stdin: stdin === '' ? new PassThrough().end() : Readable.from([Buffer.from(stdin)]),
    stdout,
    stderr,
    onInterrupt(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  let pressed = false
  const watch = (): void => {
    if (
      pressed ||
      interruptAfter === undefined ||
      !(stdout.text + stderr.text).includes(interruptAfter)
    )
      return
    pressed = true
    for (const listener of listeners) listener()
  }
  for (const stream of [stdout, stderr]) {
    const write = stream._write.bind(stream)
    stream._write = (chunk: Buffer | string, encoding, done) => {
      write(chunk, encoding, done)
      watch()
    }
  }
  const status = await runProgram(words, terminal)
  return { status, stdout: stdout.text, stderr: stderr.text }
}

/** The JSON document of a command that must have succeeded. */
export function documentOf({ status, stdout, stderr }: Ran): unknown {
  if (status !== 0) throw new Error(`exit ${status}: ${stdout}${stderr}`)
  return JSON.parse(stdout)
}

/** The code of a command's error document. */
export const errorOf = ({ stdout }: Ran): { code: string; message: string } =>
  (JSON.parse(stdout) as { error: { code: string; message: string } }).error
