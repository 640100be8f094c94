import type { NewLabels } from '@shared/recipe/relabelled'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { takeExamples } from '../datasets'
import type { Examples } from './device-split'
import { relabel } from './relabel'

/**
 * Every part of a data set is drawn with this seed, whatever the seed of a training: two networks
 * are then compared on the same pictures.
 */
const SAMPLE_SEED = 0

/**
 * `count` examples drawn class by class, each class in its share of the whole and with at least one
 * example as long as there is room; the same call draws the same. Of shares that are no whole
 * numbers the largest fractions are rounded up, those that are equal in a drawn order.
 * @param labels class of each example
 * @returns positions, ascending; all of them where `count` is not less
 */
export function balancedSample(
  labels: ArrayLike<number>,
  count: number,
  seed = SAMPLE_SEED,
): Int32Array {
  if (count >= labels.length) return Int32Array.from({ length: labels.length }, (_, i) => i)
  const generator = xoroshiro128plus(seed)
  const draw = (below: number): number => uniformInt(generator, 0, below - 1)
  const members = new Map<number, number[]>()
  for (let index = 0; index < labels.length; index++) {
    const label = labels[index] ?? 0
    const list = members.get(label)
    if (list) list.push(index)
    else members.set(label, [index])
  }
  const classes = [...members].sort(([a], [b]) => a - b).map(([, list]) => list)
  const quotas = quotasOf(
    classes.map(({ length }) => length),
    count,
    draw,
  )
  const taken = classes.flatMap((list, which) => {
    const quota = quotas[which] ?? 0
    // The first steps of a Fisher-Yates shuffle: as many as are taken.
    for (let i = 0; i < quota; i++) {
      const j = i + draw(list.length - i)
      ;[list[i], list[j]] = [list[j] ?? 0, list[i] ?? 0]
    }
    return list.slice(0, quota)
  })
  return Int32Array.from(taken).sort()
}

/** How many of each class are taken. @param sizes examples of each class, one or more */
function quotasOf(
  sizes: readonly number[],
  count: number,
  draw: (below: number) => number,
): readonly number[] {
  const all = sizes.reduce((sum, size) => sum + size, 0)
  const order = sizes.map((_, which) => which)
  for (let i = order.length - 1; i > 0; i--) {
    const j = draw(i + 1)
    ;[order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0]
  }
  // One of each first, while there is room; what is left goes to whoever is furthest from its share.
  const quotas = sizes.map(() => 0)
  for (const which of order.slice(0, count)) quotas[which] = 1
  let left = count - Math.min(count, sizes.length)
  const share = (which: number): number => ((sizes[which] ?? 0) * count) / all
  for (const which of order) {
    const more = Math.min(left, Math.max(0, Math.floor(share(which)) - 1))
    quotas[which] = (quotas[which] ?? 0) + more
    left -= more
  }
  const missing = (which: number): number => share(which) - (quotas[which] ?? 0)
  while (left > 0) {
    const short = order.filter((which) => (quotas[which] ?? 0) < (sizes[which] ?? 0))
    short.sort((a, b) => missing(b) - missing(a))
    for (const which of short.slice(0, left)) quotas[which] = (quotas[which] ?? 0) + 1
    left -= Math.min(left, short.length)
  }
  return quotas
}

/** The examples at these positions, copied out; all of them stay where they lie. */
export function examplesAt(
  { images, labels, count }: Examples,
  positions: ArrayLike<number>,
): Examples {
  if (positions.length === count) return { images, labels, count }
  return takeExamples({ images, labels }, images.length / count, positions)
}

/** Positions that are left when some are set aside, ascending. */
function positionsLeft(count: number, aside: readonly number[]): Int32Array {
  const gone = new Set(aside)
  return Int32Array.from({ length: count }, (_, at) => at).filter((at) => !gone.has(at))
}

/**
 * Positions of the examples that a recipe uses, ascending.
 * @param limit the most of them; all without it
 * @param from `front` for runs that were begun when limits took the first examples
 * @param aside positions that are left out before the part is drawn
 */
export function partPositions(
  { labels, count }: Examples,
  limit = count,
  from?: 'front',
  aside: readonly number[] = [],
): Int32Array {
  const left = positionsLeft(count, aside)
  const most = Math.min(limit, left.length)
  if (from === 'front') return left.subarray(0, most)
  const sample = balancedSample(
    Int32Array.from(left, (at) => labels[at] ?? 0),
    most,
  )
  return sample.map((which) => left[which] ?? 0)
}

/**
 * The part of the examples that a recipe uses; see `partPositions`. It is drawn by the labels of
 * the files: with corrections and without them, the pictures are the same.
 * @param labels corrected ones
 */
export function partOf(
  examples: Examples,
  limit?: number,
  from?: 'front',
  aside?: readonly number[],
  labels?: NewLabels,
): Examples {
  const positions = partPositions(examples, limit, from, aside)
  return relabel(examplesAt(examples, positions), positions, labels)
}
