import type { Pair } from '@shared/math/geometry'
import { continuedTaps } from '@shared/math/resample'

/** Consecutive cells of an axis from `start` up to `end`, which is excluded. */
export type Run = readonly [from: number, end: number]

/**
 * An axis after cells were cut, repeated or averaged: each of its cells is the mean of consecutive
 * cells of the original axis.
 */
export interface AxisView {
  readonly cells: readonly Run[]
  /** Step from one mean to the next, if the cells are means. */
  readonly stride?: number
}

export const wholeAxis = (length: number): AxisView => ({
  cells: Array.from({ length }, (_, i): Run => [i, i + 1]),
})

export const cutAxis = ({ cells, ...rest }: AxisView, [before, after]: Pair): AxisView => ({
  ...rest,
  cells: cells.slice(before, Math.max(before, cells.length - after)),
})

export const sameAxis = (a: AxisView, b: AxisView): boolean =>
  (a.stride ?? 1) === (b.stride ?? 1) && a.cells.join() === b.cells.join()

/** Pieces of an axis one after the other; undefined if their steps differ. */
export function joinAxes([first, ...others]: readonly AxisView[]): AxisView | undefined {
  if (!first || others.some(({ stride }) => (stride ?? 1) !== (first.stride ?? 1))) return undefined
  return { ...first, cells: [first, ...others].flatMap(({ cells }) => cells) }
}

/** Means over windows of an axis; undefined if its cells are means already or not consecutive. */
export function averageAxis(axis: AxisView, window: number, stride: number): AxisView | undefined {
  if (window === 1 && stride === 1) return axis
  const { cells } = axis
  const plain = cells.every(
    ([from, end], i) => end === from + 1 && from === (cells[0]?.[0] ?? 0) + i,
  )
  if (axis.stride !== undefined || !plain) return undefined
  const count = Math.floor((cells.length - window) / stride) + 1
  const first = cells[0]?.[0] ?? 0
  return {
    stride,
    cells: Array.from({ length: Math.max(count, 0) }, (_, i): Run => [
      first + i * stride,
      first + i * stride + window,
    ]),
  }
}

/**
 * How often the first and the last cell of an axis of `length` are repeated before and after all
 * cells; undefined for every other view.
 */
export function repeatedEnds({ cells, stride }: AxisView, length: number): Pair | undefined {
  const extra = cells.length - length
  const before = length === 1 ? Math.ceil(extra / 2) : cells.findIndex(([from]) => from > 0) - 1
  const fits = cells.every(([from, end], i) => {
    const cell = Math.min(Math.max(i - before, 0), length - 1)
    return from === cell && end === cell + 1
  })
  return stride === undefined && before >= 0 && extra >= before && fits
    ? [before, extra - before]
    : undefined
}

/** Like `repeatedEnds`, of cells that are mirrored at the ends, the outermost cell left out. */
export function mirroredEnds({ cells, stride }: AxisView, length: number): Pair | undefined {
  const before = cells.findIndex(([from]) => from === 0)
  const sides: Pair = [before, cells.length - length - before]
  if (stride !== undefined || before < 0 || sides[1] < 0 || Math.max(...sides) >= length)
    return undefined
  const { of } = continuedTaps(length, sides, 'reflect')
  const fits = cells.every(([from, end], i) => end === from + 1 && from === of(i)[0]?.[0])
  return fits ? sides : undefined
}

/** How many of the cells of an axis of `length` are cut off; undefined for every other view. */
export function cutEnds({ cells, stride }: AxisView, length: number): Pair | undefined {
  const [first] = cells[0] ?? [0]
  const fits = cells.every(([from, end], i) => from === first + i && end === from + 1)
  return stride === undefined && fits && cells.length > 0
    ? [first, length - first - cells.length]
    : undefined
}

/** A sliding window on one axis that doesn't count its padding. */
export interface AxisWindow {
  readonly kernel: number
  readonly stride: number
  readonly padding: Pair
}

/**
 * The window whose means, clipped to the axis, a view of an axis of `length` holds; undefined if
 * there is none. Of several windows that read exactly the same cells it is the smallest.
 */
export function windowOf({ cells, stride = 1 }: AxisView, length: number): AxisWindow | undefined {
  const inside = cells.findIndex(([from]) => from > 0)
  const before =
    inside < 0 ? (cells.length - 1) * stride : inside * stride - (cells[inside]?.[0] ?? 0)
  const start = (i: number): number => i * stride - before
  const kernel = cells.reduce((most, [, end], i) => Math.max(most, end - start(i)), 0)
  const after = Math.max(0, start(cells.length - 1) + kernel - length)
  const fits =
    before >= 0 &&
    Math.max(before, after) < kernel &&
    Math.floor((length + before + after - kernel) / stride) + 1 === cells.length &&
    cells.every(
      ([from, end], i) =>
        from === Math.max(0, start(i)) && end === Math.min(length, start(i) + kernel),
    )
  return fits ? { kernel, stride, padding: [before, after] } : undefined
}
