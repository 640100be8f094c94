import type { ColourTable } from './tables'

/** Lowest and highest value of something. */
export interface Range {
  readonly min: number
  readonly max: number
}

/** How values become colours. */
export interface ColourScale {
  readonly range: Range
  readonly table: ColourTable
  /** Above 1 lifts what is dim; 1 is linear. */
  readonly gamma: number
  /** Zero in the middle of the table, equal reach to both sides. */
  readonly signed: boolean
}

/** The range that a signed quantity is shown in: as far to the one side of zero as to the other. */
export const centred = ({ min, max }: Range): Range => {
  const reach = Math.max(Math.abs(min), Math.abs(max))
  return { min: -reach, max: reach }
}

/** The smallest range that holds all; of nothing, 0…0. */
export function union(ranges: readonly Range[]): Range {
  if (ranges.length === 0) return { min: 0, max: 0 }
  return {
    min: Math.min(...ranges.map(({ min }) => min)),
    max: Math.max(...ranges.map(({ max }) => max)),
  }
}

/**
 * Position of values in the table, 0…255. Values outside the range take its ends, NaN the low one.
 * Gamma g lifts t to t^(1/g), for a signed quantity on both sides of the centre alike. A range
 * without width shows its low end, or the centre where it is signed.
 */
export function tableIndices({
  range,
  gamma,
  signed,
}: Omit<ColourScale, 'table'>): (value: number) => number {
  const { min, max } = signed ? centred(range) : range
  const width = max - min
  const lift = (t: number): number => (gamma === 1 ? t : t ** (1 / gamma))
  return (value) => {
    if (Number.isNaN(value)) return 0
    const linear = width > 0 ? Math.min(1, Math.max(0, (value - min) / width)) : signed ? 0.5 : 0
    if (!signed) return Math.round(lift(linear) * 255)
    const side = 2 * linear - 1
    return Math.round(((Math.sign(side) * lift(Math.abs(side)) + 1) / 2) * 255)
  }
}

/** One value's position, as `tableIndices` tells it. */
export const tableIndex = (value: number, scale: Omit<ColourScale, 'table'>): number =>
  tableIndices(scale)(value)

/**
 * Colours of the 256 levels of a map that was quantised by itself (value ≈ min + q/255 · (max −
 * min)), so that painting a pixel is one look-up whatever the scale is.
 */
export function levelColours(map: Range, scale: ColourScale): Uint32Array<ArrayBuffer> {
  const step = (map.max - map.min) / 255
  const indexOf = tableIndices(scale)
  const colours = new Uint32Array(256)
  for (let level = 0; level < 256; level += 1)
    colours[level] = scale.table[indexOf(map.min + level * step)] ?? 0
  return colours
}
