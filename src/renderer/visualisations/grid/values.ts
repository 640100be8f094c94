import type { ExplicitPadding, Pair } from '@shared/math/geometry'
import { tableIndices, type ColourScale, type Range } from '../colour/scale'

/** One sheet of numbers with how it is shown. */
export interface GridValues {
  /** Row-major. */
  readonly data: Float32Array
  readonly size: Pair
  readonly padding: ExplicitPadding
  /** What stands in the padding: "0", "−∞". */
  readonly paddingText: string
  readonly scale: ColourScale
}

/** Lowest and highest number; of nothing 0…0. */
export function rangeOf(data: Float32Array): Range {
  let [min, max] = [Infinity, -Infinity]
  for (const value of data) {
    if (value < min) min = value
    if (value > max) max = value
  }
  return min <= max ? { min, max } : { min: 0, max: 0 }
}

/** Cells from `top`, `left` up to `bottom`, `right`, those left out. */
export interface Box {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** Colours the cells of a box: a pixel a cell, without the padding. */
export function colourCells(
  pixels: Uint32Array,
  { data, size, scale }: Pick<GridValues, 'data' | 'size' | 'scale'>,
  { top, left, bottom, right }: Box,
): void {
  const { range, table, gamma, signed } = scale
  const plain = !signed && gamma === 1 && range.max > range.min
  const indexOf = tableIndices(scale)
  const factor = 255 / (range.max - range.min)
  for (let row = top; row < bottom; row++) {
    for (let i = row * size[1] + left; i < row * size[1] + right; i++) {
      const value = data[i] ?? 0
      const index = plain
        ? Math.min(255, Math.max(0, Math.round((value - range.min) * factor)))
        : indexOf(value)
      pixels[i] = table[index] ?? 0
    }
  }
}

/** A number as it is typed and copied: a float32 in seven digits at most. */
export const exactText = (value: number): string => String(Number(value.toPrecision(7)))

/** A sheet for a spreadsheet: cells apart by tabs, rows by lines. */
export const sheetText = ({
  data,
  size: [rows, columns],
}: Pick<GridValues, 'data' | 'size'>): string =>
  Array.from({ length: rows }, (_, row) =>
    Array.from(data.subarray(row * columns, (row + 1) * columns), exactText).join('\t'),
  ).join('\n')
