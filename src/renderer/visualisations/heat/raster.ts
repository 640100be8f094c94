import type { TensorData } from '@shared/contract/common'
import type { WeightMap } from '@shared/math/field/spread'
import { tableIndices, type ColourScale } from '../colour/scale'
import type { ColourTable } from '../colour/tables'
import { colourWord, luma, over } from '../colour/word'
import { pictureRaster, type Raster } from '../sheet/raster'

/** How much of the picture shines through where it lies under a heat map. */
const UNDER = 0.55
/** The same of a signed one at its ends; near zero it lets nearly all through. */
const UNDER_ENDS = 0.2
/** How bright a picture is where nothing counts, so that the heat stands out. */
const DIM = 0.75
/** From this entry of the table on a weight covers the picture wholly. */
const COVERS = 96

/**
 * Values on a picture's pixels as colours, with the picture in grey under them if it is given: the
 * colours are the values'. Where there is no value (NaN) the picture alone is seen, or nothing.
 */
export function heatRaster(
  values: Float32Array,
  width: number,
  scale: ColourScale,
  picture?: TensorData,
): Raster {
  const under = picture && pictureRaster(picture).pixels.map(grey)
  const indexOf = tableIndices(scale)
  const pixels = Uint32Array.from(values, (value, i) => {
    const below = under?.[i] ?? 0
    if (Number.isNaN(value)) return below
    const index = indexOf(value)
    const colour = scale.table[index] ?? 0
    const through = scale.signed ? 1 - (1 - UNDER_ENDS) * Math.abs(index / 127.5 - 1) : UNDER
    return under ? over(colour, below, 1 - through) : colour
  })
  return { width, height: values.length / width, pixels }
}

function grey(word: number): number {
  const level = Math.round(luma(word))
  return colourWord(level, level, level)
}

/**
 * A picture with a map of weights over it: the more a pixel counts, the more of the map's colour
 * covers it.
 */
export function weightRaster(
  picture: TensorData,
  map: WeightMap | undefined,
  table: ColourTable,
  gamma: number,
): Raster {
  const raster = pictureRaster(picture)
  if (!map || map.data.length !== raster.pixels.length) return raster
  const max = map.data.reduce((largest, value) => Math.max(largest, value), 0)
  const indexOf = tableIndices({ range: { min: 0, max }, gamma, signed: false })
  const pixels = raster.pixels.map((below, at) => {
    const index = indexOf(map.data[at] ?? 0)
    return over(table[index] ?? 0, below, Math.min(1, index / COVERS), DIM)
  })
  return { ...raster, pixels }
}
