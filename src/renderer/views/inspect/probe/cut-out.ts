import type { Strongest } from '@shared/contract/probe'
import type { Box } from '@shared/math/boxes'
import { colourWord } from '@renderer/visualisations/colour/word'
import type { Raster } from '@renderer/visualisations/sheet/raster'

/**
 * A box cut out of one of some packed pictures; what lies over the edge (the padding) is
 * transparent.
 */
export function cutOut(
  { height, width, channels, pixels }: Strongest['images'],
  picture: number,
  { rows, columns }: Box,
): Raster {
  const [down, across] = [rows[1] - rows[0] + 1, columns[1] - columns[0] + 1]
  const words = Uint32Array.from({ length: down * across }, (_, i) => {
    const [row, column] = [rows[0] + Math.floor(i / across), columns[0] + (i % across)]
    if (row < 0 || column < 0 || row >= height || column >= width) return 0
    const at = ((picture * height + row) * width + column) * channels
    const level = (channel: number): number => pixels[at + Math.min(channel, channels - 1)] ?? 0
    return colourWord(level(0), level(1), level(2))
  })
  return { width: across, height: down, pixels: words }
}
