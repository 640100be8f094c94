import { interpolateViridis } from 'd3-scale-chromatic'
import type { Ink } from './canvas'

type Colour = readonly [red: number, green: number, blue: number]

/** Colour of values that are not finite, which differs from every colour of the map. */
export const NOT_FINITE: Ink = 255
export const TEXT: Ink = NOT_FINITE - 1
export const BACKGROUND: Ink = NOT_FINITE - 2
/** Steps of the colour map: the palette's 256 entries without the three others. */
export const STEPS = NOT_FINITE - 2

const hexColour = (hex: string): Colour =>
  [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Colour

/** Viridis from its darkest colour to its lightest, then background, text and "not a number". */
export const PALETTE: readonly Colour[] = [
  ...Array.from({ length: STEPS }, (_, i) => hexColour(interpolateViridis(i / (STEPS - 1)))),
  [24, 24, 27],
  [228, 228, 231],
  [255, 0, 255],
]

/** Each value's index in the palette, by its place between `min` and `max`. */
export function inksOf(values: Float32Array, min: number, max: number): Uint8Array {
  const scale = max > min ? (STEPS - 1) / (max - min) : 0
  const inks = new Uint8Array(values.length)
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? NaN
    inks[i] = Number.isFinite(value) ? Math.round((value - min) * scale) : NOT_FINITE
  }
  return inks
}
