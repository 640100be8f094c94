import { testAccuracyOf, type RunInfo } from '@shared/contract/training'
import { t } from '@renderer/i18n'
import { compareValues } from '@renderer/i18n/order'

/** Columns of the table of runs, in their order; the first is always there. */
export const RUN_COLUMNS = [
  'title',
  'model',
  'dataset',
  'optimizer',
  'learningRate',
  'state',
  'epoch',
  'trainLoss',
  'trainAccuracy',
  'validationAccuracy',
  'testAccuracy',
  'speed',
] as const
export type RunColumn = (typeof RUN_COLUMNS)[number]

export interface RunSorting {
  readonly column: RunColumn
  readonly descending: boolean
}

const NUMBERS: readonly RunColumn[] = [
  'learningRate',
  'epoch',
  'trainLoss',
  'trainAccuracy',
  'validationAccuracy',
  'testAccuracy',
  'speed',
]
export const isNumber = (column: RunColumn): boolean => NUMBERS.includes(column)

/** The name of a column over the table, and in full where that is short for it. */
export function columnName(column: RunColumn): string {
  if (column === 'dataset') return t('common.dataset')
  if (column === 'optimizer') return t('train.recipe.optimizer')
  if (column === 'trainLoss') return t('train.curves.trainLoss')
  return t(`train.runs.columns.${column}`)
}
export function columnHint(column: RunColumn): string | undefined {
  if (column === 'learningRate') return t('train.recipe.learningRate')
  if (column === 'validationAccuracy') return t('train.runs.validationMeans')
  if (column === 'testAccuracy') return t('train.runs.testMeans')
  return column === 'speed' ? t('train.runs.speedMeans') : undefined
}

type Value = string | number | null | undefined

/** By what a column sorts; `speedOf` says a run's examples a second, where they are known. */
const values: Readonly<
  Record<RunColumn, (run: RunInfo, speedOf: (id: string) => number | undefined) => Value>
> = {
  title: ({ title }) => title,
  model: ({ recipe }) => recipe.model.name,
  dataset: ({ recipe }) => recipe.dataset,
  optimizer: ({ recipe }) => recipe.optimizer.kind,
  learningRate: ({ recipe }) => recipe.learningRate,
  state: ({ state }) => state,
  epoch: ({ epochsDone }) => epochsDone,
  trainLoss: ({ last }) => last?.trainLoss,
  trainAccuracy: ({ last }) => last?.trainAccuracy,
  validationAccuracy: ({ best }) => best?.validationAccuracy,
  testAccuracy: testAccuracyOf,
  speed: ({ id }, speedOf) => speedOf(id),
}

/** Runs by a column; those without its value come last, and equal ones stay as they were. */
export function sortRuns(
  runs: readonly RunInfo[],
  sorting: RunSorting | undefined,
  speedOf: (id: string) => number | undefined,
): readonly RunInfo[] {
  if (!sorting) return runs
  const { column, descending } = sorting
  return [...runs].sort((x, y) => {
    const [a, b] = [
      values[column](x, speedOf) ?? undefined,
      values[column](y, speedOf) ?? undefined,
    ]
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
    return descending ? compareValues(b, a) : compareValues(a, b)
  })
}

/**
 * The sorting after a press on a column: numbers begin with the largest; the second press turns the
 * order round, and the third goes back to the newest first.
 */
export function nextSorting(
  column: RunColumn,
  now: RunSorting | undefined,
): RunSorting | undefined {
  const first = isNumber(column)
  if (now?.column !== column) return { column, descending: first }
  return now.descending === first ? { column, descending: !first } : undefined
}
