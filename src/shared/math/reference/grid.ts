import { AppError, phrase } from '../../errors'
import type { Pair } from '../geometry'

/** Numbers in rows: [height][width]. */
export type Grid = readonly (readonly number[])[]
/** One grid a channel: [channels][height][width]. */
export type Sheets = readonly Grid[]
/** The kernels of a layer: [output channels][input channels of the group][height][width]. */
export type Kernels = readonly Sheets[]

/** [height, width]. */
export const sizeOf = (grid: Grid): Pair => [grid.length, grid[0]?.length ?? 0]

/** The value at (row, column), or `outside` beyond the edge, which is the padding. */
export const valueAt = (grid: Grid, row: number, column: number, outside = 0): number =>
  grid[row]?.[column] ?? outside

/** A grid of [height, width] whose cells are `value(row, column)`. */
export const gridOf = (
  [height, width]: Pair,
  value: (row: number, column: number) => number,
): Grid =>
  Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, column) => value(row, column)),
  )

/**
 * The member at `index` of a list that is known to be long enough.
 * @throws AppError `invalid-argument` where it is not.
 */
export function member<T>(list: readonly T[], index: number, what: string): T {
  const found = list[index]
  if (found === undefined) {
    throw new AppError(
      'invalid-argument',
      phrase`There is no ${what} ${index}: there are ${list.length}.`,
      { field: what, index },
    )
  }
  return found
}
