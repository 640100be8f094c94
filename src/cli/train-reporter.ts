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

const header = (part: string): string =>
  `epoch      step  train loss  train accuracy  ${part} loss  ${part} accuracy`

const accuracy = (value: number | null): string => (value === null ? 'not finite' : percent(value))

/** The part on which an epoch was measured. */
const partOf = ({ validationAccuracy }: EpochEvent): 'validation' | 'test' =>
  validationAccuracy === undefined ? 'test' : 'validation'

function row(event: EpochEvent): string {
  const { epoch, step, trainLoss, trainAccuracy } = event
  const part = partOf(event)
  const { length } = part
  const cells: readonly (readonly [string, number])[] = [
    [String(epoch), 5],
    [grouped(step), 8],
    [metric(trainLoss), 10],
    [accuracy(trainAccuracy), 14],
    [metric(event[`${part}Loss`] ?? null), length + 5],
    [accuracy(event[`${part}Accuracy`] ?? null), length + 9],
  ]
  return cells.map(([text, width]) => text.padStart(width)).join('  ')
}

function conclusion({
  trainLoss,
  trainAccuracy,
  testAccuracy,
  testTop5,
  best,
  stoppedEarly,
  examplesPerSecond,
  device,
  run,
}: DoneEvent): string {
  const near = testTop5 === undefined ? '' : ` (top 5: ${accuracy(testTop5)})`
  const figures = [
    `loss ${metric(trainLoss)}, train accuracy ${accuracy(trainAccuracy)}`,
    ...(best ? [] : [`test accuracy ${accuracy(testAccuracy)}${near}`]),
  ]
  return [
    '',
    figures.join(', '),
    ...(stoppedEarly === undefined ? [] : [`stopped early at epoch ${stoppedEarly}`]),
    ...(best
      ? [
          `best epoch ${best.epoch}: validation loss ${metric(best.validationLoss)}, validation accuracy ${percent(best.validationAccuracy)}`,
          `test accuracy ${accuracy(testAccuracy)}${near}, read once with the weights of epoch ${best.epoch}`,
        ]
      : []),
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
        this.print(row(event), header(partOf(event)))
        return
      case 'vitals':
        return
      case 'finding':
        this.line.clear()
        this.output.note(inEnglish(event.words))
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

  private print(text: string, above?: string): void {
    this.line.clear()
    if (this.output.json) return
    if (!this.headed && above !== undefined) this.output.print(above)
    this.headed = true
    this.output.print(text)
  }
}
