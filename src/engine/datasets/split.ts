import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Share of the pictures kept for testing, where a folder has no split of its own. */
export const DEFAULT_TEST_SHARE = 0.2

/**
 * Parts examples into training and test, class by class, so that each class has its share in both;
 * the same seed parts them the same. A class of two or more has at least one example on each side.
 * @param labels class of each example
 * @returns indices of each part, ascending
 */
export function stratifiedSplit(
  labels: ArrayLike<number>,
  testShare: number,
  seed: number,
): { train: number[]; test: number[] } {
  const generator = xoroshiro128plus(seed)
  const byClass = new Map<number, number[]>()
  for (let index = 0; index < labels.length; index++) {
    const label = labels[index] ?? 0
    const members = byClass.get(label) ?? []
    members.push(index)
    byClass.set(label, members)
  }
  const parts = { train: [] as number[], test: [] as number[] }
  for (const [, members] of [...byClass].sort(([a], [b]) => a - b)) {
    // Fisher and Yates; the first ones of the shuffled class are the test examples.
    for (let i = members.length - 1; i > 0; i--) {
      const j = uniformInt(generator, 0, i)
      ;[members[i], members[j]] = [members[j] ?? 0, members[i] ?? 0]
    }
    const most = Math.max(0, members.length - 1)
    const count = Math.min(most, Math.max(1, Math.round(members.length * testShare)))
    parts.test.push(...members.slice(0, count))
    parts.train.push(...members.slice(count))
  }
  return { train: parts.train.sort((a, b) => a - b), test: parts.test.sort((a, b) => a - b) }
}
