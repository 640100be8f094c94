import { AppError } from '@shared/errors'
import type { Loss } from '@shared/recipe/choices'
import { sayPhrase } from '@shared/phrase'
import { asidePhrase, partPhrase, relabelledPhrase } from '@shared/model/words/part'
import { classScores, type ClassScore } from '@shared/math/confusion'
import { checkClasses, classMeaning } from '@shared/model/output/class-check'
import { alphaSchema, type Reliability } from '@shared/contract/reliability'
import type { NewLabels } from '@shared/recipe/relabelled'
import type { Dataset } from '../../engine/datasets/dataset'
import type { LoadedModel } from '../../engine/models/loaded-model'
import type { NetworkEvaluation } from '../../engine/evaluate/evaluate'
import type { Context, RegisterCommand } from '../command'
import { followed } from '../followed'
import { grouped, percent } from '../format'
import { openModel, weightsOf } from '../model'
import { table } from '../table'
import { reliabilityText } from '../reliability-text'
import { numberOf, wholeNumber } from '../values'

interface Options {
  readonly dataset?: string
  readonly limitTest?: number
  /** `false` for --no-set-aside. */
  readonly setAside: boolean
  readonly calibrate?: boolean
  readonly alpha?: number
  readonly seed: number
}

interface Evaluation {
  readonly dataset: string
  readonly count: number
  /** Test pictures of the data set, without those set aside. */
  readonly of: number
  readonly setAside: number
  /** Test pictures of the data set whose label is corrected. */
  readonly relabelled: number
  readonly accuracy: number
  /** Share of the pictures whose class is among the first five, for more than five classes. */
  readonly top5?: number
  readonly loss: number
  readonly lossKind: Loss
  readonly classes: readonly string[]
  /** Rows are true classes, columns predictions. */
  readonly confusionMatrix: readonly (readonly number[])[]
  readonly perClass: readonly ({ readonly label: string } & ClassScore)[]
}

async function answers(
  context: Context,
  loaded: LoadedModel,
  { test }: Dataset,
  limit: number | undefined,
  { aside, relabelled }: { aside: readonly number[]; relabelled: NewLabels },
): Promise<NetworkEvaluation> {
  const [{ partOf }, { evaluateModel }] = await Promise.all([
    import('../../engine/evaluate/sample'),
    import('../../engine/evaluate/evaluate-model'),
  ])
  return followed(context, (work) =>
    evaluateModel(loaded, partOf(test, limit, undefined, aside, relabelled), work),
  )
}

/** What the probabilities are worth; kept with the model. */
async function reliabilityIn(
  context: Context,
  loaded: LoadedModel,
  dataset: string,
  { alpha, seed }: Options,
): Promise<Reliability> {
  const [{ reliabilityOfModel }, { ALPHAS }] = await Promise.all([
    import('../../engine/evaluations/reliability-of-model'),
    import('../../engine/evaluations/reliability'),
  ])
  const alphas = [...new Set([...ALPHAS, ...(alpha === undefined ? [] : [alpha])])].sort(
    (a, b) => a - b,
  )
  return followed(context, (work) => reliabilityOfModel(loaded, dataset, { seed, alphas }, work))
}

/** What part of the test pictures was examined. */
const partText = (count: number, of: number, matrix: Evaluation['confusionMatrix']): string =>
  sayPhrase(
    partPhrase(
      'test',
      of,
      matrix.map((row) => row.reduce((sum, cell) => sum + cell, 0)),
      count,
    ),
  )

const share = (value: number | null): string => (value === null ? '' : percent(value))

const LOSS_NAMES: Readonly<Record<Loss, string>> = {
  crossEntropy: 'loss',
  meanSquaredError: 'mean squared error',
}

function print({
  dataset,
  count,
  of,
  setAside,
  relabelled,
  accuracy,
  top5,
  loss,
  lossKind,
  classes,
  confusionMatrix: matrix,
  perClass,
}: Evaluation): string {
  const scores = perClass.map(({ label, count: examples, recall, precision, f1 }) => [
    label,
    grouped(examples),
    share(recall),
    share(precision),
    share(f1),
  ])
  const number = { align: 'right' } as const
  return [
    `${dataset}: accuracy ${percent(accuracy)}${top5 === undefined ? '' : ` (top 5: ${percent(top5)})`}, ${LOSS_NAMES[lossKind]} ${loss.toFixed(4)} on ${grouped(count)} test pictures`,
    ...(setAside > 0 ? [sayPhrase(asidePhrase('test', of + setAside, setAside))] : []),
    ...(relabelled > 0 ? [sayPhrase(relabelledPhrase('test', relabelled))] : []),
    ...(count < of ? [partText(count, of, matrix)] : []),
    '',
    table(
      [
        { title: 'class' },
        { title: 'pictures', ...number },
        { title: 'recall', ...number },
        { title: 'precision', ...number },
        { title: 'F1', ...number },
      ],
      scores,
    ),
    '',
    'Confusion matrix: true class in rows, prediction in columns',
    '',
    table(
      [{ title: '' }, ...classes.map((_, index) => ({ title: String(index), ...number }))],
      matrix.map((row, index) => [
        `${index} ${classes[index] ?? ''}`,
        ...row.map((cell) => (cell === 0 ? '·' : grouped(cell))),
      ]),
    ),
  ].join('\n')
}

const HELP = `
With --calibrate a half of the test pictures, drawn class by class by --seed, is fitted on, and all figures are of the other
half. The temperature and the limits of unknown pictures are kept with the model: predict says where a picture is beyond
them, predict --calibrated uses the temperature, and export --calibration writes both into the description.`

/** `convscope evaluate`: a network on a data set's test pictures. */
export const evaluate: RegisterCommand = (program, act) => {
  program
    .command('evaluate <model>')
    .description('accuracy, loss, confusion matrix and scores of each class on the test pictures')
    .option('--dataset <id>', 'data set (default: the one it was trained on)')
    .option('--limit-test <n>', 'only n test pictures, of every class its share', wholeNumber(1))
    .option('--no-set-aside', 'the test pictures that are set aside too')
    .option(
      '--calibrate',
      'what the probabilities are worth: reliability, temperature, reject curve, prediction sets, and from where on pictures are unknown; kept with the model',
    )
    .option(
      '--alpha <share>',
      'prediction sets lack the true class at most so often',
      numberOf(alphaSchema),
    )
    .option(
      '--seed <n>',
      'draws the half of the test pictures that is fitted on',
      wholeNumber(0),
      0,
    )
    .addHelpText('after', HELP)
    .action(
      act(async (context, argument: string, options: Options) => {
        if (options.calibrate && (options.limitTest !== undefined || !options.setAside))
          throw new AppError(
            'invalid-argument',
            '--calibrate measures on the test pictures of the model’s own training: leave out --limit-test and --no-set-aside.',
          )
        const loaded = await openModel(argument, context.output)
        classMeaning(loaded)
        const id = options.dataset ?? loaded.entry.dataset
        if (id === undefined)
          throw new AppError(
            'invalid-argument',
            `${argument} does not name the data set that it was trained on: give one with --dataset.`,
          )
        const { datasetInfo, loadDataset } = await import('../../engine/datasets')
        const dataset = await loadDataset(id)
        const info = await datasetInfo(id)
        const aside = options.setAside ? (info.setAside?.test ?? []) : []
        const relabelled = info.relabelled?.test ?? []
        const { checkSuits } = await import('../../engine/evaluations/model-examples')
        checkSuits(loaded, dataset)
        checkClasses(loaded, dataset.info)
        const { labels, accuracy, top5, loss, confusion } = await answers(
          context,
          loaded,
          dataset,
          options.limitTest,
          { aside, relabelled },
        )
        const { classes } = dataset.info
        const matrix = classes.map((_, row) => [
          ...confusion.subarray(row * classes.length, (row + 1) * classes.length),
        ])
        const perClass = classScores(matrix).map((score, index) => ({
          label: classes[index] ?? String(index),
          ...score,
        }))
        const evaluation = {
          dataset: id,
          ...weightsOf(loaded),
          count: labels.length,
          of: dataset.test.count - aside.length,
          setAside: aside.length,
          relabelled: relabelled.length,
          accuracy,
          ...(top5 === undefined ? {} : { top5 }),
          loss,
          lossKind: loaded.loss ?? ('crossEntropy' as const),
          classes,
          confusionMatrix: matrix,
          perClass,
        }
        if (!options.calibrate) {
          context.output.result(evaluation, () => print(evaluation))
          return
        }
        const found = await reliabilityIn(context, loaded, id, options)
        const reliability = { ...found, fitted: [...found.fitted] }
        context.output.result({ ...evaluation, reliability }, () =>
          [print(evaluation), '', reliabilityText(found)].join('\n'),
        )
      }),
    )
}
