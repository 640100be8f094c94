import type { Balance } from '@shared/contract/dataset-check'
import type { Dataset } from '../dataset'

/** A class is small with less than this share of an even part. */
const SMALL = 1 / 3

/** How the examples of both halves are spread over the classes. */
export function balanceOf({ info, train, test }: Dataset): Balance {
  const counts = info.classes.map(() => 0)
  for (const { labels } of [train, test])
    for (const label of labels) counts[label] = (counts[label] ?? 0) + 1
  const smallest = Math.min(...counts)
  const even = (train.count + test.count) / counts.length
  return { counts, smallest, largest: Math.max(...counts), unbalanced: smallest < SMALL * even }
}
