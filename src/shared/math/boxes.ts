import type { Pair } from './geometry'

/** Rows and columns of a picture, first and last included; they may extend beyond its edge. */
export interface Box {
  readonly rows: Pair
  readonly columns: Pair
}

/**
 * The starts of a window of `size` over `length` cells: every `step` cells, and once more at the
 * end where the steps would leave cells uncovered. A single start of 0 where the window is at least
 * as long as all cells.
 */
export function windowStarts(length: number, size: number, step: number): number[] {
  const last = Math.max(0, length - size)
  const starts = Array.from({ length: Math.floor(last / step) + 1 }, (_, i) => i * step)
  if (starts.at(-1) !== last) starts.push(last)
  return starts
}

/**
 * Spreads values over a picture: each pixel gets the mean value of the boxes that cover it, so a
 * coarse map can be shown on the pixels that its cells see. A pixel that no box covers is NaN.
 * @param values one for each box
 * @returns [height, width], row by row
 */
export function meanOverBoxes(
  [height, width]: Pair,
  boxes: readonly Box[],
  values: ArrayLike<number>,
): Float32Array {
  const sums = new Float64Array(height * width)
  const counts = new Uint32Array(height * width)
  for (const [index, { rows, columns }] of boxes.entries()) {
    for (let row = Math.max(0, rows[0]); row <= Math.min(height - 1, rows[1]); row++) {
      for (
        let column = Math.max(0, columns[0]);
        column <= Math.min(width - 1, columns[1]);
        column++
      ) {
        const at = row * width + column
        sums[at] = (sums[at] ?? 0) + (values[index] ?? 0)
        counts[at] = (counts[at] ?? 0) + 1
      }
    }
  }
  return Float32Array.from(sums, (sum, i) => sum / (counts[i] ?? 0))
}
