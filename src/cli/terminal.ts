import type { Readable, Writable } from 'node:stream'

/** The parts of the terminal that a command uses, so that tests can replace them by strings. */
export interface Terminal {
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number }
  /**
   * Calls back at each Ctrl-C or request to end, until the function that it returns is called.
   */
  onInterrupt(listener: () => void): () => void
}

/**
 * A file's name or content must not control the terminal: control characters become one visible
 * character.
 */
const printable = (text: string): string => text.replace(/[^\P{Cc}\n\t]/gu, '\ufffd')

/** The destination of a command's results and messages. */
export class Output {
  constructor(
    private readonly terminal: Terminal,
    readonly json: boolean,
  ) {}

  /** The one document of a command under `--json`, or one line an event. */
  document(value: unknown): void {
    this.terminal.stdout.write(`${JSON.stringify(value)}\n`)
  }

  /** The result for people. */
  print(text: string): void {
    this.terminal.stdout.write(`${text}\n`)
  }

  /** The result in the requested form. */
  result(value: unknown, text: () => string): void {
    if (this.json) this.document(value)
    else this.print(text())
  }

  /** A remark: never on stdout, so that a pipe contains only results. */
  note(text: string): void {
    this.terminal.stderr.write(`${printable(text)}\n`)
  }
}
