import type { Pair } from '@shared/math/geometry'

/**
 * Cells of one layer's output, first and last included; rows and columns may reach into the
 * padding.
 */
export interface Region {
  readonly rows: Pair
  readonly columns: Pair
  readonly channels: Pair
}

/**
 * The part of a region that lies on a map of [height, width]; null if it lies in the padding alone.
 */
export function clipRegion(
  { rows, columns, channels }: Region,
  height: number,
  width: number,
): Region | null {
  const clip = (range: Pair, size: number): Pair => [
    Math.max(0, range[0]),
    Math.min(size - 1, range[1]),
  ]
  const clipped = { rows: clip(rows, height), columns: clip(columns, width), channels }
  return clipped.rows[0] > clipped.rows[1] || clipped.columns[0] > clipped.columns[1]
    ? null
    : clipped
}

/** Whether a region reaches over the edge of a map of [height, width]. */
export const overhangs = ({ rows, columns }: Region, height: number, width: number): boolean =>
  rows[0] < 0 || columns[0] < 0 || rows[1] >= height || columns[1] >= width
