import type { Magick } from '../../src/engine/pictures/codec/library'

export type Written = 'Jpeg' | 'Png' | 'WebP' | 'Gif' | 'Bmp' | 'Tiff' | 'Avif'

/** Sides of the part that a large picture repeats. */
const TILE = { height: 1000, width: 1250 }

export interface Photograph {
  readonly width: number
  readonly height: number
  /** @default 1 */
  readonly seed?: number
  /** Without noise, which PNG can not pack. @default false */
  readonly smooth?: boolean
}

/** Smooth colours, an edge and some noise, as a photograph has them: [height, width, 3] bytes. */
function pixelsOf({ width, height, seed = 1, smooth = false }: Photograph): Uint8Array {
  const rgb = new Uint8Array(3 * width * height)
  let noise = seed
  for (let at = 0, row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      noise = (Math.imul(noise, 1_103_515_245) + 12_345) >>> 0
      const grain = smooth ? 0 : (noise >>> 28) - 8
      rgb[at++] = 20 + (200 * row) / height + grain
      rgb[at++] = 127 + 100 * Math.sin((6 * seed * column) / width) + grain
      rgb[at++] = (column > row ? 200 : 40) + grain
    }
  }
  return rgb
}

/** A large picture of equal parts. */
function tiled(picture: Photograph): Uint8Array {
  const { width, height } = picture
  const part = {
    ...picture,
    width: Math.min(width, TILE.width),
    height: Math.min(height, TILE.height),
  }
  const rgb = pixelsOf(part)
  if (part.width === width && part.height === height) return rgb
  const all = new Uint8Array(3 * width * height)
  for (let row = 0; row < height; row++) {
    const from = 3 * (row % part.height) * part.width
    for (let column = 0; column < width; column += part.width) {
      const count = Math.min(part.width, width - column)
      all.set(rgb.subarray(from, from + 3 * count), 3 * (row * width + column))
    }
  }
  return all
}

/** A generated photograph as a file. */
export function encoded(magick: Magick, format: Written, picture: Photograph): Uint8Array {
  const { MagickImage, MagickReadSettings, MagickFormat } = magick
  const { width, height } = picture
  const image = MagickImage.create()
  image.read(
    tiled(picture),
    new MagickReadSettings({ format: MagickFormat.Rgb, width, height, depth: 8 }),
  )
  image.quality = 88
  const file = image.write(MagickFormat[format], (bytes) => bytes.slice())
  image.dispose()
  return file
}
