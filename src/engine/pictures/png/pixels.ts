import { phrase } from '@shared/errors'
import { overWhite, type RasterPicture } from '../raster'
import { type PngChunks, pngFault } from './chunks'

/** Writes pixel `column` of the line at `line` to `rgba[to…]`. */
export type PixelReader = (
  data: Uint8Array,
  line: number,
  column: number,
  rgba: Uint8Array,
  to: number,
) => void

/** Sample `index` of a line, as it is stored: 0 … 2^depth − 1. */
function sampleReader(depth: number): (data: Uint8Array, line: number, index: number) => number {
  if (depth === 8) return (data, line, index) => data[line + index] ?? 0
  if (depth === 16)
    return (data, line, index) =>
      ((data[line + 2 * index] ?? 0) << 8) | (data[line + 2 * index + 1] ?? 0)
  const mask = (1 << depth) - 1
  return (data, line, index) => {
    const bit = index * depth
    return ((data[line + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & mask
  }
}

/**
 * How this PNG's stored samples become opaque 8-bit pixels, and what `channels` the picture has.
 */
export function pixelReader(
  chunks: PngChunks,
  name: string,
): { read: PixelReader; channels: RasterPicture['channels'] } {
  const { colourType } = chunks.header
  if (colourType === 3) return paletteReader(chunks, name)
  const colours = colourType === 0 || colourType === 4 ? 1 : 3
  const hasAlpha = colourType === 4 || colourType === 6
  return {
    read: directReader(chunks, colours, hasAlpha),
    channels: hasAlpha || chunks.transparency ? 4 : colours,
  }
}

function paletteReader(
  { header, palette, transparency }: PngChunks,
  name: string,
): { read: PixelReader; channels: RasterPicture['channels'] } {
  if (!palette) throw pngFault(name, phrase`its palette is missing`)
  const colours = palette.map((value, index) =>
    overWhite(value, transparency?.[Math.floor(index / 3)] ?? 255),
  )
  const sample = sampleReader(header.depth)
  const grey = colours.every((value, index) => value === colours[index - (index % 3)])
  return {
    channels: transparency ? 4 : grey ? 1 : 3,
    read: (data, line, column, rgba, to) => {
      const at = 3 * sample(data, line, column)
      // An index beyond the palette is black, as in libpng.
      rgba[to] = colours[at] ?? 0
      rgba[to + 1] = colours[at + 1] ?? 0
      rgba[to + 2] = colours[at + 2] ?? 0
    },
  }
}

function directReader(
  { header, transparency }: PngChunks,
  colours: 1 | 3,
  hasAlpha: boolean,
): PixelReader {
  const { depth, samples } = header
  const sample = sampleReader(depth)
  const highest = 2 ** depth - 1
  const toByte =
    depth === 8 ? (value: number) => value : (value: number) => Math.round((value * 255) / highest)
  // The one colour that tRNS makes transparent, of 16 bits a sample whatever the depth.
  const key =
    !hasAlpha && transparency?.length === colours * 2
      ? Array.from(
          { length: colours },
          (_, i) => ((transparency[2 * i] ?? 0) << 8) | (transparency[2 * i + 1] ?? 0),
        )
      : undefined
  return (data, line, column, rgba, to) => {
    const first = column * samples
    const red = sample(data, line, first)
    const green = colours === 3 ? sample(data, line, first + 1) : red
    const blue = colours === 3 ? sample(data, line, first + 2) : red
    let alpha = 255
    if (hasAlpha) alpha = toByte(sample(data, line, first + colours))
    else if (key && key[0] === red && (colours === 1 || (key[1] === green && key[2] === blue)))
      alpha = 0
    rgba[to] = overWhite(toByte(red), alpha)
    rgba[to + 1] = overWhite(toByte(green), alpha)
    rgba[to + 2] = overWhite(toByte(blue), alpha)
  }
}
