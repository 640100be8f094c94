import type { TensorData } from '@shared/contract/common'
import { tableIndices, type ColourScale } from '../colour/scale'
import { pictureRaster, type Raster } from '../sheet/raster'

/** How much of the picture shines through where it lies under a heat map. */
const UNDER = 0.55
/** The same of a signed one at its ends; near zero it lets nearly all through. */
const UNDER_ENDS = 0.2

const part = (word: number, shift: number): number => (word >>> shift) & 255

/** One colour over another, of RGBA words. */
function mix(over: number, under: number, share: number): number {
  const channel = (shift: number): number =>
    Math.round(part(over, shift) * (1 - share) + part(under, shift) * share) << shift
  return ((255 << 24) | channel(16) | channel(8) | channel(0)) >>> 0
}

/** A picture's brightness only: colours are the map's. */
function grey(word: number): number {
  const level = Math.round(0.299 * part(word, 0) + 0.587 * part(word, 8) + 0.114 * part(word, 16))
  return ((255 << 24) | (level << 16) | (level << 8) | level) >>> 0
}

/**
 * Values on a picture's pixels as colours, with the picture in grey under them if it is given.
 * Where there is no value (NaN) the picture alone is seen, or nothing.
 */
export function heatRaster(
  values: Float32Array,
  width: number,
  scale: ColourScale,
  picture?: TensorData,
): Raster {
  const under = picture && pictureRaster(picture).pixels
  const indexOf = tableIndices(scale)
  const pixels = Uint32Array.from(values, (value, i) => {
    const below = under ? grey(under[i] ?? 0) : 0
    if (Number.isNaN(value)) return below
    const index = indexOf(value)
    const colour = scale.table[index] ?? 0
    const share = scale.signed ? 1 - (1 - UNDER_ENDS) * Math.abs(index / 127.5 - 1) : UNDER
    return under ? mix(colour, below, share) : colour
  })
  return { width, height: values.length / width, pixels }
}
