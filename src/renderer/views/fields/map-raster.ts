import type { LayerMaps } from '@shared/contract/inspect'
import { mapsOf } from '@renderer/maps/units'
import { levelColours } from '@renderer/visualisations/colour/scale'
import { sequentialTable } from '@renderer/visualisations/colour/tables'
import { mapRange, type Raster } from '@renderer/visualisations/sheet/raster'

/** One map of a layer in grey, on its own scale. */
export function mapRaster(maps: LayerMaps, channel: number): Raster {
  const { count, height, width } = mapsOf(maps.shape)
  const shown = Math.min(channel, count - 1)
  const range = mapRange(maps, shown)
  const colours = levelColours(range, {
    range,
    table: sequentialTable('grey'),
    gamma: 1,
    signed: false,
  })
  const pixels = Uint32Array.from(
    maps.quantised.subarray(shown * height * width, (shown + 1) * height * width),
    (level) => colours[level] ?? 0,
  )
  return { height, width, pixels }
}
