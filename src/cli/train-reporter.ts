import type {
  DoneEvent,
  EpochEvent,
  Notice,
  ProgressEvent,
  TrainEvent,
} from '@shared/contract/training'
import { assertNever, inEnglish } from '@shared/errors'
import { clock } from '@shared/math/clock'
import { grouped, metric, percent } from './format'
import { StatusLine } from './progress'
import type { Output, Terminal } from './terminal'

const HEADER = 'epoch      step  train loss  train accuracy  test loss  test accuracy'

const accuracy = (value: number | null): string => (value === null ? 'not finite' : percent(value))

function row({
  epoch,
  step,
  trainLoss,
  trainAccuracy,
  testLoss,
  testAccuracy,
}: EpochEvent): string {
  const cells: readonly (readonly [string, number])[] = [
    [String(epoch), 5],
    [grouped(step), 8],
    [metric(trainLoss), 10],
    [accuracy(trainAccuracy), 14],
    [metric(testLoss), 9],
    [accuracy(testAccuracy), 13],
  ]
  return cells.map(([text, width]) => text.padStart(width)).join('  ')
}

function conclusion({
  trainLoss,
  trainAccuracy,
  testAccuracy,
  testTop5,
  examplesPerSecond,
  device,
  run,
}: DoneEvent): string {
  return [
    '',
    `loss ${metric(trainLoss)}, train accuracy ${accuracy(trainAccuracy)}, test accuracy ${accuracy(testAccuracy)}${testTop5 === undefined ? '' : ` (top 5: ${accuracy(testTop5)})`}`,
    `${grouped(Math.round(examplesPerSecond))} examples/s on ${device}`,
    `run: ${run}`,
  ].join('\n')
}

/**
 * Reports a training: one JSON line an event, or a table that grows by a row an epoch above a
 * status line.
 */
export class TrainReporter {
  private readonly line: StatusLine
  private headed = false

  constructor(
    private readonly output: Output,
    terminal: Terminal,
    private readonly epochs: number,
  ) {
    this.line = new StatusLine(terminal.stderr)
  }

  event(event: TrainEvent): void {
    if (this.output.json) this.output.document(event)
    switch (event.type) {
      case 'progress':
        this.line.show(this.status(event))
        return
      case 'epoch':
        this.print(row(event))
        return
      case 'done':
        this.print(conclusion(event))
        return
      default:
        assertNever(event)
    }
  }

  /** A remark: on stderr for people, and as a line of its own for programs. */
  notice(notice: Notice): void {
    const text = inEnglish(notice.text)
    this.line.clear()
    this.output.note(text)
    if (this.output.json) this.output.document({ ...notice, text })
  }

  /** Clears the status line. */
  end(): void {
    this.line.clear()
  }

  private status({
    epoch,
    step,
    loss,
    accuracy: share,
    examplesPerSecond,
    etaSeconds,
  }: ProgressEvent): string {
    const speed = `${grouped(Math.round(examplesPerSecond))} examples/s`
    return `epoch ${epoch}/${this.epochs}  step ${grouped(step)}  loss ${metric(loss)}  accuracy ${accuracy(share)}  ${speed}  ${clock(etaSeconds)} left`
  }

  private print(text: string): void {
    this.line.clear()
    if (this.output.json) return
    if (!this.headed) this.output.print(HEADER)
    this.headed = true
    this.output.print(text)
  }
}
