import type { Pair } from '../geometry'

/**
 * A set of integers as runs [first, last], both included: sorted, disjoint and never adjacent, so
 * that equal sets are equal arrays. Rows, columns and channels have this form, including holes.
 */
export type Intervals = readonly Pair[]

export const NOTHING: Intervals = []

/** first … last, both included; nothing where last < first. */
export const span = (first: number, last: number): Intervals =>
  last < first ? NOTHING : [[first, last]]

/** The union of some runs, in any order and overlap. */
export function unite(runs: readonly Pair[]): Intervals {
  if (runs.length < 2) return runs
  const sorted = [...runs].sort((a, b) => a[0] - b[0])
  const united: [number, number][] = []
  for (const [first, last] of sorted) {
    const before = united.at(-1)
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last)
    else united.push([first, last])
  }
  return united
}

/** The intersection of two sets. */
export function intersect(a: Intervals, b: Intervals): Intervals {
  const shared: Pair[] = []
  let [i, j] = [0, 0]
  for (;;) {
    const [x, y] = [a[i], b[j]]
    if (!x || !y) return shared
    const [first, last] = [Math.max(x[0], y[0]), Math.min(x[1], y[1])]
    if (first <= last) shared.push([first, last])
    if (x[1] < y[1]) i += 1
    else j += 1
  }
}

/** The difference: numbers in `a` that are not in `b`. */
export function without(a: Intervals, b: Intervals): Intervals {
  const left: Pair[] = []
  for (const [first, last] of a) {
    let from = first
    for (const [start, end] of b) {
      if (end < from || start > last) continue
      if (start > from) left.push([from, start - 1])
      from = end + 1
    }
    if (from <= last) left.push([from, last])
  }
  return left
}

export const sameIntervals = (a: Intervals, b: Intervals): boolean =>
  a === b ||
  (a.length === b.length && a.every(([first, last], i) => first === b[i]?.[0] && last === b[i][1]))

export const hasNumber = (set: Intervals, value: number): boolean =>
  set.some(([first, last]) => first <= value && value <= last)

/** Number of members of a set. */
export const sizeOfSet = (set: Intervals): number =>
  set.reduce((sum, [first, last]) => sum + last - first + 1, 0)

/** The members one by one, in order. */
export const members = (set: Intervals): number[] =>
  set.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i))

/** First and last member; null for the empty set. */
export function hull(set: Intervals): Pair | null {
  const [first, last] = [set[0], set.at(-1)]
  return first && last ? [first[0], last[1]] : null
}

/** The set shifted by `offset`. */
export const shift = (set: Intervals, offset: number): Intervals =>
  offset === 0 ? set : set.map(([first, last]) => [first + offset, last + offset] as const)
