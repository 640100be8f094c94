import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { createInterface, type Interface } from 'node:readline'

export interface Pass {
  readonly seconds: number
  readonly steps: number
  readonly loss: number
}

/** The number of characters of a worker's stderr that are kept for a message. */
const TAIL = 4000

/**
 * A worker in a separate process, with one request at a time. Between two requests it waits and
 * costs nothing.
 */
export class WorkerProcess {
  private readonly child: ChildProcessByStdio<Writable, Readable, Readable>
  private readonly lines: Interface
  private complaints = ''
  private waiting: { resolve: (line: string) => void; reject: (error: Error) => void } | undefined

  constructor(command: readonly string[], env: NodeJS.ProcessEnv) {
    const [program = '', ...args] = command
    // A session of its own, as Playwright gives the app: on a busy machine the scheduler shares the
    // cores out by sessions.
    this.child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'pipe'], detached: true })
    this.child.stderr
      .setEncoding('utf8')
      .on('data', (text: string) => (this.complaints = (this.complaints + text).slice(-TAIL)))
    this.child.stdin.on('error', () => undefined)
    this.child.on('error', (error) => this.fail(error.message))
    this.child.on('close', (code) => this.fail(`it ended with ${String(code)}`))
    this.lines = createInterface({ input: this.child.stdout })
    this.lines.on('line', (line) => {
      this.waiting?.resolve(line)
      this.waiting = undefined
    })
  }

  private fail(reason: string): void {
    // The reason is at the end, after a traceback or a library's messages.
    const last = this.complaints.trim().split('\n').at(-1) ?? ''
    this.waiting?.reject(new Error(last === '' ? reason : `${reason}: ${last}`))
    this.waiting = undefined
  }

  private async ask<Answer>(request: object): Promise<Answer> {
    const line = new Promise<string>((resolve, reject) => {
      this.waiting = { resolve, reject }
      if (this.child.exitCode !== null) this.fail(`it ended with ${this.child.exitCode}`)
    })
    this.child.stdin.write(`${JSON.stringify(request)}\n`)
    return JSON.parse(await line) as Answer
  }

  firstStep = (): Promise<{ readonly loss: number }> => this.ask({ do: 'first-step' })
  check = (steps: number): Promise<{ readonly losses: readonly number[] }> =>
    this.ask({ do: 'check', steps })
  pass = (steps: number): Promise<Pass> => this.ask({ do: 'pass', steps })
  memory = (): Promise<{ readonly peakBytes: number; readonly ownBytes: number | null }> =>
    this.ask({ do: 'memory' })

  /** Closing its input ends a worker; one that does not react is killed. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    const closed = new Promise<void>((resolve) => this.child.once('close', () => resolve()))
    this.child.stdin.end()
    const force = setTimeout(() => this.child.kill('SIGKILL'), 5000)
    await closed
    clearTimeout(force)
  }
}
