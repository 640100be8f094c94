import type { Progress } from '@shared/contract/common'
import { clock } from '@shared/math/clock'
import { bytes, grouped } from './format'
import type { Terminal } from './terminal'

const PIPE_INTERVAL_MS = 5000
const TTY_INTERVAL_MS = 100

/**
 * One line on stderr that is overwritten on a terminal, and an occasional separate line in a log.
 */
export class StatusLine {
  private last = Number.NEGATIVE_INFINITY
  private shown = false

  constructor(
    private readonly stderr: Terminal['stderr'],
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Shows the text, unless the last one is too recent. */
  show(text: string): void {
    const tty = this.stderr.isTTY === true
    if (this.now() - this.last < (tty ? TTY_INTERVAL_MS : PIPE_INTERVAL_MS)) return
    this.last = this.now()
    if (!tty) {
      this.stderr.write(`${text}\n`)
      return
    }
    this.stderr.write(`\r\u001b[2K${text.slice(0, (this.stderr.columns ?? 80) - 1)}`)
    this.shown = true
  }

  /** Clears the line, before something else is written. */
  clear(): void {
    if (this.shown) this.stderr.write('\r\u001b[2K')
    this.shown = false
    this.last = Number.NEGATIVE_INFINITY
  }
}

/** "download", and once something is known: "download 41 % (12.3 MB of 30 MB), 0:12 left". */
export function describe({ stage, done, total, unit, etaSeconds }: Progress): string {
  const amount = unit === 'bytes' ? bytes : (value: number) => `${grouped(value)} ${unit}`
  const share =
    total > 0
      ? ` ${Math.floor((100 * done) / total)} % (${amount(done)} of ${amount(total)})`
      : ` ${amount(done)}`
  if (done === 0 && total === 0) return `${stage} …`
  const left = etaSeconds === undefined ? '' : `, ${clock(etaSeconds)} left`
  return `${stage}${share}${left}`
}
