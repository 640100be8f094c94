import type { OutputValue, Prediction } from '@shared/contract/inspect'
import type { Likeness } from '@shared/contract/reliability'
import { AppError } from '@shared/errors'
import { tempered } from '@shared/math/calibration/softmax'
import type { OutputMeaning } from '@shared/model/output/meaning'
import type { LoadedModel } from '../../engine/models/loaded-model'
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
  /** Where it was measured with the model. */
  readonly likeness?: Likeness
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

const print = (
  kind: OutputMeaning['kind'],
  { image, predictions, values, likeness }: Answer,
): string =>
  [
    image,
    ...(likeness?.unlike ? [unlikeText(likeness)] : []),
    kind === 'regression'
      ? numbers(values)
      : bars(kind === 'multilabel' ? 'label' : 'class', predictions),
  ].join('\n')

const limitText = (name: string, value: number | null, threshold: number): string =>
  `${name} ${value === null ? 'not finite' : value.toFixed(2)}, threshold ${threshold.toFixed(2)}`

/** That a picture is unlike those of the training, with the evidence. */
function unlikeText({ energy, distance, dataset, accepted }: Likeness): string {
  const evidence = [
    ...(energy ? [limitText('energy', energy.value, energy.threshold)] : []),
    ...(distance ? [limitText('distance', distance.value, distance.threshold)] : []),
  ]
  return `This picture is unlike the pictures of the training: ${evidence.join('; ')} (each threshold accepts ${percent(accepted)} of the test pictures of ${dataset}).`
}

/** The probabilities at a temperature, in the same order. */
function withTemperature(
  predictions: readonly Prediction[],
  temperature: number,
): readonly Prediction[] {
  const scaled = tempered(
    predictions.map(({ probability }) => probability),
    temperature,
  )
  return predictions.map((prediction, i) => ({ ...prediction, probability: scaled[i] ?? NaN }))
}

/** @throws AppError `invalid-argument` where no temperature is kept with the model */
async function temperatureOf(loaded: LoadedModel, argument: string): Promise<number> {
  const { relianceOf } = await import('../../engine/evaluations/kept-reliability')
  const reliance = await relianceOf(loaded)
  if (reliance) return reliance.temperature
  throw new AppError(
    'invalid-argument',
    `No temperature is kept with ${argument}: \`convscope evaluate ${argument} --calibrate\` fits one.`,
  )
}

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
    .option('--calibrated', 'probabilities by the temperature that evaluate --calibrate has fitted')
    .action(
      act(
        async (
          { output },
          argument: string,
          images: readonly string[],
          { invert = false, calibrated = false }: { invert?: boolean; calibrated?: boolean },
        ) => {
          const loaded = await openModel(argument, output)
          if (loaded.entry.meaning.kind === 'maps')
            throw new AppError(
              'unsupported',
              `${argument} ends in maps and says nothing of a picture; \`convscope activations\` gives its maps.`,
            )
          const temperature = calibrated ? await temperatureOf(loaded, argument) : undefined
          const answers: Answer[] = []
          const faults: { image: string; code: string; message: string }[] = []
          for (const image of images) {
            const pass = await passOf(loaded, image, invert).catch((thrown: unknown) => {
              const { code, message } = AppError.from(thrown)
              faults.push({ image, code, message })
              if (images.length === 1) throw thrown
            })
            if (!pass) continue
            const { values, likeness } = pass
            const predictions =
              temperature === undefined
                ? pass.predictions
                : withTemperature(pass.predictions, temperature)
            if (predictions.length + values.length === 0)
              throw new AppError(
                'diverged',
                `${argument} answers with numbers that are not finite: its weights are damaged or diverged.`,
              )
            answers.push({ image, predictions, values, ...(likeness && { likeness }) })
          }
          const { meaning } = loaded.entry
          if (answers.length === 0) throw unreadable(faults)
          const told = faults.length > 0 ? { faults } : {}
          const result = {
            model: argument,
            ...weightsOf(loaded),
            meaning,
            ...(temperature === undefined ? {} : { temperature }),
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
