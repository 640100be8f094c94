import type { WeightMap } from '@shared/math/field/spread'
import type { TensorData } from '@shared/contract/common'
import { pictureRaster, type Raster } from '../sheet/raster'
import { tableIndices } from '../colour/scale'
import type { ColourTable } from '../colour/tables'

/** How much of the picture shows through where nothing counts, so that the heat stands out. */
const DIM = 0.75

const blend = (below: number, above: number, share: number): number =>
  Math.round(below + share * (above - below))

/**
 * A picture with a map of weights over it: the more a pixel counts, the more of the map's colour
 * covers it.
 */
export function heatRaster(
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
    const level = indexOf(map.data[at] ?? 0)
    const colour = table[level] ?? 0
    const share = Math.min(1, level / 96)
    const channel = (shift: number): number =>
      blend(((below >> shift) & 255) * DIM, (colour >> shift) & 255, share)
    return ((255 << 24) | (channel(16) << 16) | (channel(8) << 8) | channel(0)) >>> 0
  })
  return { ...raster, pixels }
}

/**
 * SVG path of small squares in the middle of the pixels that a unit answered to, the larger the
 * more it moved.
 */
export function movedPath({ height, width, data }: WeightMap): string {
  const max = data.reduce((largest, value) => Math.max(largest, value), 0)
  const path: string[] = []
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const value = data[row * width + column] ?? 0
      if (value === 0 || max === 0) continue
      const side = 0.16 + 0.5 * Math.sqrt(value / max)
      path.push(`M${column + (1 - side) / 2} ${row + (1 - side) / 2}h${side}v${side}h-${side}z`)
    }
  }
  return path.join('')
}
