import type { LayerMaps } from '@shared/contract/inspect'
import type { TensorData } from '@shared/contract/common'
import { levelColours, type ColourScale, type Range } from '../colour/scale'
import { colourWord } from '../colour/word'
import { mapsOf } from '@renderer/maps/units'
import type { SheetLayout } from './layout'

/** Pixels of a picture, RGBA words. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly pixels: Uint32Array
}

/** Lowest and highest value of one map; a vector's units share the vector's. */
export function mapRange({ minimum, maximum }: LayerMaps, channel: number): Range {
  const at = (values: Float32Array): number => values[Math.min(channel, values.length - 1)] ?? 0
  return { min: at(minimum), max: at(maximum) }
}

/**
 * All maps of a layer at one pixel a cell, in the sheet's order and without gaps: painting the
 * sheet then is one putImageData and one scaled copy a map.
 */
export function rasterise(
  layer: LayerMaps,
  layout: SheetLayout,
  scaleOf: (channel: number) => ColourScale,
): Raster {
  const { count, height, width } = layout.maps
  const stride = layout.columns * width
  const pixels = new Uint32Array(stride * layout.rows * height)
  const size = height * width
  let colours = new Uint32Array(256)
  for (let channel = 0; channel < count; channel++) {
    if (channel === 0 || channel < layer.minimum.length)
      colours = levelColours(mapRange(layer, channel), scaleOf(channel))
    const start =
      Math.floor(channel / layout.columns) * height * stride + (channel % layout.columns) * width
    for (let row = 0; row < height; row++) {
      const [from, to] = [channel * size + row * width, start + row * stride]
      for (let column = 0; column < width; column++)
        pixels[to + column] = colours[layer.quantised[from + column] ?? 0] ?? 0
    }
  }
  return { width: stride, height: layout.rows * height, pixels }
}

/**
 * A picture's values 0…1, [height, width, 1 or 3 (or more: the first three)], as it looks to the
 * eye.
 */
export function pictureRaster({ shape, data }: TensorData): Raster {
  const { count, height, width } = mapsOf(shape)
  const byte = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 255)
  const pixels = Uint32Array.from({ length: height * width }, (_, i) => {
    const at = (channel: number): number => byte(data[i * count + (count < 3 ? 0 : channel)] ?? 0)
    return colourWord(at(0), at(1), at(2))
  })
  return { width, height, pixels }
}
