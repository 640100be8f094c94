import type { Balance } from '@shared/contract/dataset-check'
import type { Dataset } from '../dataset'
import { classCounts } from '../examples'

/** A class is small with less than this share of an even part. */
const SMALL = 1 / 3

/** How the examples of both halves are spread over the classes. */
export function balanceOf({ info, train, test }: Dataset): Balance {
  const { length } = info.classes
  const inTest = classCounts(test.labels, length)
  const counts = classCounts(train.labels, length).map(
    (count, label) => count + (inTest[label] ?? 0),
  )
  const smallest = Math.min(...counts)
  const even = (train.count + test.count) / counts.length
  return { counts, smallest, largest: Math.max(...counts), unbalanced: smallest < SMALL * even }
}
