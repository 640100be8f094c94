import type { Pair } from '@shared/math/geometry'

/** Neighbouring cells of an axis, `end` not among them. */
export type Run = readonly [from: number, end: number]

/**
 * What cutting, repeating and averaging have made of an axis: each of its cells is the mean of a
 * run of the cells that were there before.
 */
export interface AxisView {
  readonly cells: readonly Run[]
  /** Step from one mean to the next, where means were taken. */
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

/** Pieces of an axis one after the other; undefined where they step differently. */
export function joinAxes([first, ...others]: readonly AxisView[]): AxisView | undefined {
  if (!first || others.some(({ stride }) => (stride ?? 1) !== (first.stride ?? 1))) return undefined
  return { ...first, cells: [first, ...others].flatMap(({ cells }) => cells) }
}

/** Means over windows of an axis; undefined where its cells are means already, or no neighbours. */
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
 * How often the first and the last cell of an axis of `length` were repeated before and after all
 * of them; undefined for every other view.
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

/** A sliding window on one axis whose padding doesn't count. */
export interface AxisWindow {
  readonly kernel: number
  readonly stride: number
  readonly padding: Pair
}

/**
 * The window whose means a view of an axis of `length` holds, each clipped to the axis; undefined
 * where there is none. Of the windows that read the very same cells it is the smallest.
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
