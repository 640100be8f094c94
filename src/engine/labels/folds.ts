import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/**
 * Deals examples to folds, class by class: every fold has each class in its share, to within one
 * example, and as many examples as the others, to within one.
 * @returns the fold of each example
 */
export function dealFolds(labels: ArrayLike<number>, folds: number, seed: number): Uint8Array {
  const generator = xoroshiro128plus(seed)
  const members = new Map<number, number[]>()
  for (let at = 0; at < labels.length; at++) {
    const list = members.get(labels[at] ?? 0)
    if (list) list.push(at)
    else members.set(labels[at] ?? 0, [at])
  }
  const fold = new Uint8Array(labels.length)
  // The next class goes on where the last one ended, so that no fold gets all the remainders.
  let next = 0
  for (const [, list] of [...members].sort(([a], [b]) => a - b)) {
    for (let i = list.length - 1; i > 0; i--) {
      const j = uniformInt(generator, 0, i)
      ;[list[i], list[j]] = [list[j] ?? 0, list[i] ?? 0]
    }
    for (const at of list) fold[at] = next++ % folds
  }
  return fold
}
