import type { ExplicitPadding, Pair } from '@shared/math/geometry'
import { tableIndex, type ColourScale, type Range } from '../colour/scale'
import type { Raster } from '../sheet/raster'

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

/** A pixel a cell, without the padding. */
export function valueRaster({ data, size, scale }: GridValues): Raster {
  const pixels = new Uint32Array(data.length)
  const { range, table, gamma, signed } = scale
  const plain = !signed && gamma === 1 && range.max > range.min
  const factor = 255 / (range.max - range.min)
  for (let i = 0; i < data.length; i++) {
    const value = data[i] ?? 0
    const index = plain ? Math.min(255, Math.max(0, Math.round((value - range.min) * factor))) : tableIndex(value, scale)
    pixels[i] = table[index] ?? 0
  }
  return { width: size[1], height: size[0], pixels }
}

/** A number as it is typed and copied: a float32 in seven digits at most. */
export const exactText = (value: number): string => String(Number(value.toPrecision(7)))

/** A sheet for a spreadsheet: cells apart by tabs, rows by lines. */
export const sheetText = ({ data, size: [rows, columns] }: Pick<GridValues, 'data' | 'size'>): string =>
  Array.from({ length: rows }, (_, row) => Array.from(data.subarray(row * columns, (row + 1) * columns), exactText).join('\t')).join('\n')
