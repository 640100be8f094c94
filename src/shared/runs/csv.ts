import type { TrainEvent } from '@shared/contract/training'

interface RunEvents {
  readonly id: string
  readonly title: string
  readonly events: readonly TrainEvent[]
}

const COLUMNS = [
  'run',
  'title',
  'type',
  'epoch',
  'step',
  'train_loss',
  'train_accuracy',
  'test_loss',
  'test_accuracy',
  'learning_rate',
  'examples_per_second',
  'test_top5',
] as const
/** Only where a run has a validation part. */
const VALIDATION_COLUMNS = ['validation_loss', 'validation_accuracy'] as const

/**
 * RFC 4180: quoted where a value holds a comma, a quote or a line's end. A missing number is empty.
 */
function cell(value: string | number | null | undefined): string {
  const text = value === null || value === undefined ? '' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Every point of the runs, one line each: what the figure was drawn from, with all digits. */
export function toCsv(runs: readonly RunEvents[]): string {
  const withValidation = runs.some(({ events }) =>
    events.some((event) => event.type === 'epoch' && event.validationAccuracy !== undefined),
  )
  const columns = withValidation ? [...COLUMNS, ...VALIDATION_COLUMNS] : COLUMNS
  const rows = runs.flatMap(({ id, title, events }) =>
    events.flatMap((event) => {
      if (event.type === 'progress') {
        return [
          [
            id,
            title,
            event.type,
            event.epoch,
            event.step,
            event.loss,
            event.accuracy,
            null,
            null,
            event.learningRate,
            event.examplesPerSecond,
            null,
            ...(withValidation ? [null, null] : []),
          ],
        ]
      }
      if (event.type === 'epoch') {
        return [
          [
            id,
            title,
            event.type,
            event.epoch,
            event.step,
            event.trainLoss,
            event.trainAccuracy,
            event.testLoss,
            event.testAccuracy,
            null,
            null,
            event.testTop5,
            ...(withValidation ? [event.validationLoss, event.validationAccuracy] : []),
          ],
        ]
      }
      return []
    }),
  )
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}
