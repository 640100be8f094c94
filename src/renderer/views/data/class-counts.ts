import type { SplitName } from '@shared/contract/datasets'
import { NONE_ASIDE, type AsidePlaces } from '@shared/recipe/set-aside'

export interface ClassCount {
  readonly name: string
  readonly label: number
  /** Pictures that are used. */
  readonly train: number
  readonly test: number
  /** Pictures of both parts that are set aside. */
  readonly aside: number
}

/**
 * How many pictures of each class are used, and how many are set aside.
 * @param labels class of each picture of a part, also of those set aside
 */
export function countClasses(
  classes: readonly string[],
  labels: Readonly<Record<SplitName, ArrayLike<number>>>,
  aside: AsidePlaces = NONE_ASIDE,
): readonly ClassCount[] {
  const all = (split: SplitName): number[] => Array.from(labels[split])
  const gone = (split: SplitName): number[] => aside[split].map((at) => labels[split][at] ?? -1)
  const [train, test] = [tally(classes, all('train')), tally(classes, all('test'))]
  const [trainGone, testGone] = [tally(classes, gone('train')), tally(classes, gone('test'))]
  const at = (counts: readonly number[], label: number): number => counts[label] ?? 0
  return classes.map((name, label) => ({
    name,
    label,
    train: at(train, label) - at(trainGone, label),
    test: at(test, label) - at(testGone, label),
    aside: at(trainGone, label) + at(testGone, label),
  }))
}

function tally(classes: readonly string[], labels: readonly number[]): readonly number[] {
  const counts = classes.map(() => 0)
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1
  return counts
}
