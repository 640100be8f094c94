import { testAccuracyOf, type RunInfo } from '@shared/contract/training'
import { inEnglish } from '@shared/errors'
import { metric, percent } from '../../format'
import { table, type Column } from '../../table'

/** A run as a program reads it: what is said in words, in English. */
export function runInEnglish({ problem, modeNote, notices, used, ...info }: RunInfo) {
  return {
    ...info,
    ...(problem === undefined ? {} : { problem: inEnglish(problem) }),
    ...(modeNote === undefined ? {} : { modeNote: inEnglish(modeNote) }),
    ...(notices && { notices: notices.map((each) => ({ ...each, text: inEnglish(each.text) })) }),
    ...(used && { used: used.map(inEnglish) }),
  }
}
export type RunInEnglish = ReturnType<typeof runInEnglish>

const COLUMNS: readonly Column[] = [
  { title: 'id' },
  { title: 'title' },
  { title: 'state' },
  { title: 'epochs', align: 'right' },
  { title: 'train loss', align: 'right' },
  { title: 'test accuracy', align: 'right' },
  { title: 'tags' },
]

/** A share that may have diverged, or that no epoch has measured. */
export const shareText = (value: number | null | undefined): string =>
  value === undefined ? '' : value === null ? 'not finite' : percent(value)

/** A loss that may have diverged, or that was not measured. */
export const lossText = (value: number | null | undefined): string =>
  value === undefined ? '' : metric(value)

export const runsTable = (runs: readonly RunInEnglish[]): string =>
  table(
    COLUMNS,
    runs.map((run) => [
      run.id,
      run.title,
      run.state,
      `${run.epochsDone}/${run.recipe.epochs}`,
      run.last ? metric(run.last.trainLoss) : '',
      shareText(testAccuracyOf(run)),
      (run.tags ?? []).join(', '),
    ]),
  )
