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
  return { min: Math.min(...ranges.map(({ min }) => min)), max: Math.max(...ranges.map(({ max }) => max)) }
}

/**
 * Position of a value in the table, 0…255. Values outside the range take its ends, NaN the low one. Gamma g lifts
 * t to t^(1/g), for a signed quantity on both sides of the centre alike. A range without width shows its low end,
 * or the centre where it is signed.
 */
export function tableIndex(value: number, { range, gamma, signed }: Omit<ColourScale, 'table'>): number {
  const { min, max } = signed ? centred(range) : range
  const width = max - min
  const linear = width > 0 ? Math.min(1, Math.max(0, (value - min) / width)) : signed ? 0.5 : 0
  if (Number.isNaN(linear)) return 0
  const lift = (t: number): number => (gamma === 1 ? t : t ** (1 / gamma))
  const side = 2 * linear - 1
  const t = signed ? (Math.sign(side) * lift(Math.abs(side)) + 1) / 2 : lift(linear)
  return Math.round(t * 255)
}

/**
 * Colours of the 256 levels of a map that was quantised by itself (value ≈ min + q/255 · (max − min)), so that painting
 * a pixel is one look-up whatever the scale is.
 */
export function levelColours(map: Range, scale: ColourScale): Uint32Array {
  const step = (map.max - map.min) / 255
  return Uint32Array.from({ length: 256 }, (_, q) => scale.table[tableIndex(map.min + q * step, scale)] ?? 0)
}
