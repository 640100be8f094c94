import type { Pair } from './geometry'
import { modulo } from './modulo'
import { gridOf, sizeOf, valueAt, type Grid } from './reference/grid'

/** What enters over the edge: zeros, or what left on the opposite side. */
export type Edge = 'zero' | 'wrap'

/**
 * The grid moved down and to the right: the cell at (i, j) is the one that was at (i − down, j −
 * right).
 */
export function shiftGrid(grid: Grid, [down, right]: Pair, edge: Edge = 'zero'): Grid {
  const size = sizeOf(grid)
  return gridOf(size, (i, j) =>
    edge === 'wrap'
      ? valueAt(grid, modulo(i - down, size[0]), modulo(j - right, size[1]))
      : valueAt(grid, i - down, j - right),
  )
}

/**
 * How far a layer is from "shift the input and the output shifts" (chapter 6.1.1), for one shift.
 */
export interface EquivarianceError {
  /** The expected shift of the output, in output cells. */
  readonly shift: Pair
  /**
   * Whether the input's shift is a whole number of output cells. If not, the nearest one is taken.
   */
  readonly whole: boolean
  /** Largest absolute difference. */
  readonly largest: number
  /** ‖difference‖ and ‖output‖ over the cells that could be compared, Euclidean. */
  readonly distance: number
  readonly length: number
  /** distance / length; 0 where both are 0. */
  readonly relative: number
  /** Output cells that could be compared: those whose counterpart did not leave over the edge. */
  readonly compared: number
}

const share = (distance: number, length: number): number =>
  distance === 0 ? 0 : length === 0 ? Infinity : distance / length
const norm = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))

/**
 * Compares f(shifted x) with shifted f(x), where both have a cell.
 * @param output f(x), [height][width]
 * @param ofShifted f(x moved by `shift`), of the same size
 * @param stride how many input cells one output cell stands for
 */
export function equivarianceError(
  output: Grid,
  ofShifted: Grid,
  shift: Pair,
  stride: Pair,
): EquivarianceError {
  const own: Pair = [Math.round(shift[0] / stride[0]), Math.round(shift[1] / stride[1])]
  const pairs = output.flatMap((row, i) =>
    row.flatMap((value, j) => {
      const partner = ofShifted[i + own[0]]?.[j + own[1]]
      return partner === undefined ? [] : [[value, partner] as const]
    }),
  )
  const differences = pairs.map(([value, partner]) => partner - value)
  const length = norm(pairs.map(([value]) => value))
  const distance = norm(differences)
  return {
    shift: own,
    whole: shift[0] % stride[0] === 0 && shift[1] % stride[1] === 0,
    largest: differences.reduce(
      (largest, difference) => Math.max(largest, Math.abs(difference)),
      0,
    ),
    distance,
    length,
    relative: share(distance, length),
    compared: pairs.length,
  }
}

/**
 * How much of an output stays in place when the input shifts a little: the purpose of pooling
 * (chapter 6.2.4).
 */
export interface Invariance {
  /** Share of cells that keep their value, up to `tolerance`. */
  readonly unchanged: number
  /** ‖difference‖ and ‖output‖, Euclidean. */
  readonly distance: number
  readonly length: number
  /** distance / length; 0 where both are 0. */
  readonly relative: number
}

/** Compares two outputs of the same size cell by cell, in place. */
export function invariance(before: Grid, after: Grid, tolerance = 1e-6): Invariance {
  const [a, b] = [before.flat(), after.flat()]
  const differences = a.map((value, at) => (b[at] ?? Number.NaN) - value)
  const [distance, length] = [norm(differences), norm(a)]
  return {
    unchanged:
      a.length === 0
        ? 1
        : differences.filter((difference) => Math.abs(difference) <= tolerance).length / a.length,
    distance,
    length,
    relative: share(distance, length),
  }
}
