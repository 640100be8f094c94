import { testAccuracyOf, type Evaluation, type RunInfo } from '@shared/contract/training'
import { AppError } from '@shared/errors'
import { confusionMatrix } from '@shared/math/confusion'
import { disagreements, type Disagreement } from '@shared/math/disagreements'
import { recipeDifferences, type RecipeDifference } from '@shared/model/recipe-differences'
import type { Context, RegisterCommand } from '../../command'
import { findRun, runIdOf } from '../../find-run'
import { followed } from '../../followed'
import { metric, percent } from '../../format'
import { table, type Column } from '../../table'
import { wholeNumber } from '../../values'
import { runInEnglish, shareText, type RunInEnglish } from './text'

interface Options {
  /** `false` for --no-evaluation. */
  readonly evaluation: boolean
  readonly pictures: number
}

/** What the networks of runs make of their test pictures. */
interface Evaluated {
  readonly dataset: string
  readonly classes: readonly string[]
  readonly accuracies: readonly number[]
  /** Of each run: rows are true classes, columns predictions. */
  readonly confusionMatrices: readonly (readonly (readonly number[])[])[]
  readonly pictures: readonly Disagreement[]
  /** How many pictures there are in all about which they disagree. */
  readonly disagreeing: number
}

/** @throws AppError `invalid-argument` for runs of different data sets */
function checkSame(runs: readonly RunInfo[]): void {
  const sets = new Set(runs.map(({ recipe }) => recipe.dataset))
  if (sets.size > 1)
    throw new AppError(
      'invalid-argument',
      `The runs are of different data sets (${[...sets].join(', ')}), so there are no pictures that all have seen; compare them with --no-evaluation.`,
    )
}

async function evaluated(
  context: Context,
  names: readonly string[],
  runs: readonly RunInfo[],
  most: number,
): Promise<Evaluated> {
  checkSame(runs)
  const { evaluateRun } = await import('../../../engine/evaluations/evaluate-run')
  const all: Evaluation[] = []
  for (const name of names) {
    const id = await runIdOf(name)
    all.push(await followed(context, (work) => evaluateRun(id, work)))
  }
  const found = disagreements(all)
  const [first] = all
  return {
    dataset: first?.dataset ?? '',
    classes: first?.classes ?? [],
    accuracies: all.map(({ accuracy }) => accuracy),
    confusionMatrices: all.map(({ labels, predictions, classes }) =>
      confusionMatrix(labels, predictions, classes.length),
    ),
    pictures: found.slice(0, most),
    disagreeing: found.length,
  }
}

const number = { align: 'right' } as const
const columnsOf = (runs: readonly RunInEnglish[], first: string): readonly Column[] => [
  { title: first },
  ...runs.map(({ title }) => ({ title, ...number })),
]
const valueText = (value: RecipeDifference['values'][number]): string =>
  value === undefined ? '–' : String(value).slice(0, 40)

function recipesTable(
  runs: readonly RunInEnglish[],
  differences: readonly RecipeDifference[],
): string {
  const last = (of: (run: RunInEnglish) => string): string[] => runs.map(of)
  return table(columnsOf(runs, 'what'), [
    ...differences.map(({ path, values }) => [path, ...values.map(valueText)]),
    ['epochs done', ...last(({ epochsDone }) => String(epochsDone))],
    ['train loss', ...last((run) => (run.last ? metric(run.last.trainLoss) : ''))],
    ['train accuracy', ...last((run) => shareText(run.last?.trainAccuracy))],
    ['test accuracy', ...last((run) => shareText(testAccuracyOf(run)))],
  ])
}

function evaluationText(runs: readonly RunInEnglish[], all: Evaluated): readonly string[] {
  const { classes, confusionMatrices, pictures, disagreeing, accuracies, dataset } = all
  const name = (index: number): string => classes[index] ?? String(index)
  const recall = (matrix: readonly (readonly number[])[], label: number): string => {
    const row = matrix[label] ?? []
    const total = row.reduce((sum, count) => sum + count, 0)
    return total === 0 ? '' : percent((row[label] ?? 0) / total)
  }
  return [
    '',
    `Share of each class of ${dataset} that is recognised (the diagonal of the confusion matrix)`,
    '',
    table(columnsOf(runs, 'class'), [
      ...classes.map((label, at) => [label, ...confusionMatrices.map((each) => recall(each, at))]),
      ['all', ...accuracies.map(percent)],
    ]),
    '',
    `${disagreeing} test pictures about which they disagree; ${pictures.length} of them:`,
    '',
    table(
      [{ title: 'picture', ...number }, { title: 'class' }, ...columnsOf(runs, '').slice(1)],
      pictures.map(({ index, label, predictions }) => [
        String(index),
        name(label),
        ...predictions.map(name),
      ]),
    ),
  ]
}

/** `convscope runs compare`: two runs or more, side by side. */
export const registerCompare: RegisterCommand = (group, act) => {
  group
    .command('compare <run> <others...>')
    .description('runs side by side: what differs in their recipes, curves, confusion, pictures')
    .option('--no-evaluation', 'only recipes and curves; no network is shown the test pictures')
    .option('--pictures <n>', 'at most n pictures about which they disagree', wholeNumber(0), 20)
    .action(
      act(
        async (
          context,
          one: string,
          others: readonly string[],
          { evaluation, pictures }: Options,
        ) => {
          const { readEvents, readRun } = await import('../../../engine/runs/run-folder')
          const names = [one, ...others]
          const folders = await Promise.all(names.map(findRun))
          const infos = await Promise.all(folders.map(readRun))
          const runs = infos.map(runInEnglish)
          const differences = recipeDifferences(infos.map(({ recipe }) => recipe))
          const curves = await Promise.all(
            folders.map(async (folder) =>
              (await readEvents(folder)).filter((event) => event.type === 'epoch'),
            ),
          )
          const seen = evaluation ? await evaluated(context, names, infos, pictures) : undefined
          context.output.result(
            { runs, differences, curves, ...(seen && { evaluation: seen }) },
            () =>
              [recipesTable(runs, differences), ...(seen ? evaluationText(runs, seen) : [])].join(
                '\n',
              ),
          )
        },
      ),
    )
}
