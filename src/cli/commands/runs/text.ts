import type { RunInfo } from '@shared/contract/training'
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

export const runsTable = (runs: readonly RunInEnglish[]): string =>
  table(
    COLUMNS,
    runs.map(({ id, title, state, epochsDone, recipe, last, tags = [] }) => [
      id,
      title,
      state,
      `${epochsDone}/${recipe.epochs}`,
      last ? metric(last.trainLoss) : '',
      shareText(last?.testAccuracy),
      tags.join(', '),
    ]),
  )
