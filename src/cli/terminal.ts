import type { Readable, Writable } from 'node:stream'

/** What a command may touch of the terminal, so that tests can put strings in its place. */
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
 * What stands in a file's name or content reaches no terminal as an order: control characters
 * become one visible sign.
 */
const printable = (text: string): string => text.replace(/[^\P{Cc}\n\t]/gu, '\ufffd')

/** Where a command puts its results and its messages. */
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

  /** The result in the form that was asked for. */
  result(value: unknown, text: () => string): void {
    if (this.json) this.document(value)
    else this.print(text())
  }

  /** A remark: never on stdout, so that a pipe holds results only. */
  note(text: string): void {
    this.terminal.stderr.write(`${printable(text)}\n`)
  }
}
