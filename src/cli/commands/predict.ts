import type { OutputValue, Prediction } from '@shared/contract/inspect'
import { AppError } from '@shared/errors'
import type { OutputMeaning } from '@shared/model/output/meaning'
import type { RegisterCommand } from '../command'
import { percent } from '../format'
import { openModel, weightsOf } from '../model'
import { passOf } from '../pass'
import { table } from '../table'

interface Answer {
  readonly image: string
  /** Most probable first. */
  readonly predictions: readonly Prediction[]
  /** In their order; of a regression alone. */
  readonly values: readonly OutputValue[]
}

const BAR_CELLS = 30

/** Digits of a regression's value: the precision of float32. */
const DIGITS = 7

const bars = (what: string, predictions: readonly Prediction[]): string =>
  table(
    [{ title: what }, { title: 'probability', align: 'right' }, { title: '' }],
    predictions.map(({ label, probability }) => [
      label,
      percent(probability),
      '█'.repeat(Math.round(probability * BAR_CELLS)),
    ]),
  )

const numbers = (values: readonly OutputValue[]): string =>
  table(
    [{ title: 'output' }, { title: 'value', align: 'right' }],
    values.map(({ label, value }) => [label, value.toPrecision(DIGITS)]),
  )

const print = (kind: OutputMeaning['kind'], { image, predictions, values }: Answer): string =>
  [
    image,
    kind === 'regression'
      ? numbers(values)
      : bars(kind === 'multilabel' ? 'label' : 'class', predictions),
  ].join('\n')

/** Where none of several pictures can be read. */
const unreadable = (faults: readonly { readonly message: string }[]): AppError =>
  new AppError(
    'invalid-image',
    `None of the ${faults.length} pictures can be read: ${faults.map(({ message }) => message).join('; ')}`,
    { faults },
  )

/** The remark below the table, for outputs that are not classes. */
const NOTES: Partial<Record<OutputMeaning['kind'], string>> = {
  multilabel: 'Each label has a probability of its own; any number of them can be right.',
  regression: 'The model is a regression: it gives values and no classes.',
}

/**
 * `convscope predict`: what a model says of pictures, by what its outputs mean: classes or labels
 * with probabilities, most probable first, or the values of a regression.
 */
export const predict: RegisterCommand = (program, act) => {
  program
    .command('predict <model> <image...>')
    .description('classes, labels or values of pictures, most probable first')
    .option('--invert', 'swap light and dark first: 1 − value')
    .action(
      act(
        async (
          { output },
          argument: string,
          images: readonly string[],
          { invert = false }: { invert?: boolean },
        ) => {
          const loaded = await openModel(argument, output)
          if (loaded.entry.meaning.kind === 'maps')
            throw new AppError(
              'unsupported',
              `${argument} ends in maps and says nothing of a picture; \`convscope activations\` gives its maps.`,
            )
          const answers: Answer[] = []
          const faults: { image: string; code: string; message: string }[] = []
          for (const image of images) {
            const pass = await passOf(loaded, image, invert).catch((thrown: unknown) => {
              const { code, message } = AppError.from(thrown)
              faults.push({ image, code, message })
              if (images.length === 1) throw thrown
            })
            if (!pass) continue
            const { predictions, values } = pass
            if (predictions.length + values.length === 0)
              throw new AppError(
                'diverged',
                `${argument} answers with numbers that are not finite: its weights are damaged or diverged.`,
              )
            answers.push({ image, predictions, values })
          }
          const { meaning } = loaded.entry
          if (answers.length === 0) throw unreadable(faults)
          const told = faults.length > 0 ? { faults } : {}
          const result = {
            model: argument,
            ...weightsOf(loaded),
            meaning,
            images: answers,
            ...told,
          }
          output.result(result, () =>
            [
              ...answers.map((answer) => print(meaning.kind, answer)),
              ...(NOTES[meaning.kind] ? [NOTES[meaning.kind]] : []),
            ].join('\n\n'),
          )
          for (const { message } of faults) output.note(message)
          return faults.length > 0 ? 1 : undefined
        },
      ),
    )
}
