import { rgb } from 'd3-color'
import { interpolateCividis, interpolateRdBu, interpolateViridis } from 'd3-scale-chromatic'
import { colourWord, cssOf } from './word'

/** Maps for quantities that start at zero, as the settings name them. */
export const SEQUENTIAL = ['viridis', 'cividis', 'grey'] as const
export type Sequential = (typeof SEQUENTIAL)[number]
export type Theme = 'light' | 'dark'

/** 256 colours, each a word. */
export type ColourTable = Uint32Array

const SIZE = 256

function tableOf(interpolate: (t: number) => string): ColourTable {
  return Uint32Array.from({ length: SIZE }, (_, i) => {
    const { r, g, b } = rgb(interpolate(i / (SIZE - 1)))
    return colourWord(Math.round(r), Math.round(g), Math.round(b))
  })
}

const mix = (t: number, from: readonly number[], to: readonly number[]): number[] =>
  from.map((value, i) => Math.round(value + t * ((to[i] ?? 0) - value)))

/** Blue below, black at zero, orange above: on a dark ground a white centre would glare. */
const BELOW = [
  [16, 16, 18],
  [32, 84, 158],
  [134, 197, 255],
] as const
const ABOVE = [
  [16, 16, 18],
  [176, 64, 28],
  [255, 196, 120],
] as const

function blackCentred(t: number): string {
  const [none, half, full] = t < 0.5 ? BELOW : ABOVE
  const u = Math.abs(2 * t - 1)
  return `rgb(${(u < 0.5 ? mix(2 * u, none, half) : mix(2 * u - 1, half, full)).join()})`
}

const sequential: Readonly<Record<Sequential, ColourTable>> = {
  viridis: tableOf(interpolateViridis),
  cividis: tableOf(interpolateCividis),
  grey: Uint32Array.from({ length: SIZE }, (_, i) => colourWord(i, i, i)),
}
const diverging: Readonly<Record<Theme, ColourTable>> = {
  light: tableOf((t) => interpolateRdBu(1 - t)),
  dark: tableOf(blackCentred),
}

/** Colours of an unsigned quantity, from its low end to its high end. */
export const sequentialTable = (name: Sequential): ColourTable => sequential[name]

/**
 * Colours of a signed quantity: zero lies in the middle (between entries 127 and 128), blue is
 * negative, red positive.
 */
export const divergingTable = (theme: Theme): ColourTable => diverging[theme]

/** An entry as CSS writes it. */
export const cssColour = (table: ColourTable, index: number): string => cssOf(table[index] ?? 0)

/** The table as a CSS gradient, for scale bars. */
export function cssGradient(table: ColourTable, stops = 16): string {
  const colours = Array.from({ length: stops + 1 }, (_, i) =>
    cssColour(table, Math.round((i / stops) * (SIZE - 1))),
  )
  return `linear-gradient(to right, ${colours.join(', ')})`
}
