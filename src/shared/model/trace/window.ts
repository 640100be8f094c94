import type { Window } from '../../math/geometry'

/** A cell of the input that a window covers, and the cell of the kernel that lies on it. */
export interface Covered {
  readonly row: number
  readonly column: number
  /** Row and column of the kernel. */
  readonly tap: readonly [number, number]
}

/**
 * The cells that the window of output cell (i, j) covers, those in the padding left out and
 * counted.
 */
export function coveredCells(
  window: Window,
  [height, width]: readonly [number, number],
  [i, j]: readonly [number, number],
): { readonly cells: readonly Covered[]; readonly padding: number } {
  const { kernel, stride, dilation, padding } = window
  const cells: Covered[] = []
  for (let a = 0; a < kernel[0]; a += 1) {
    for (let b = 0; b < kernel[1]; b += 1) {
      const row = i * stride[0] - padding[0][0] + a * dilation[0]
      const column = j * stride[1] - padding[1][0] + b * dilation[1]
      if (row >= 0 && column >= 0 && row < height && column < width)
        cells.push({ row, column, tap: [a, b] })
    }
  }
  return { cells, padding: kernel[0] * kernel[1] - cells.length }
}

/** Every cell of a map, row by row. */
export const wholeMap = ([height, width]: readonly [number, number, number]): Pick<
  Covered,
  'row' | 'column'
>[] =>
  Array.from({ length: height * width }, (_, at) => ({
    row: Math.floor(at / width),
    column: at % width,
  }))

/** One channel of some cells, as the units of a term. */
export const unitsOf = (
  cells: readonly Pick<Covered, 'row' | 'column'>[],
  channel: number,
): Int32Array => Int32Array.from(cells.flatMap(({ row, column }) => [row, column, channel]))
