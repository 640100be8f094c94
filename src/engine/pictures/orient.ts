import type { Orientation } from './exif'
import type { RasterPicture } from './raster'

/**
 * Where the upright picture's pixel (row, column) lies in the stored one of `height` × `width`.
 * EXIF 2.32, tag Orientation: 2 and 4 mirror, 3 turns by half, 5 … 8 exchange rows and columns.
 */
const SOURCE: Readonly<
  Record<
    Orientation,
    (row: number, column: number, height: number, width: number) => readonly [number, number]
  >
> = {
  1: (r, c) => [r, c],
  2: (r, c, _, w) => [r, w - 1 - c],
  3: (r, c, h, w) => [h - 1 - r, w - 1 - c],
  4: (r, c, h) => [h - 1 - r, c],
  5: (r, c) => [c, r],
  6: (r, c, h) => [h - 1 - c, r],
  7: (r, c, h, w) => [h - 1 - c, w - 1 - r],
  8: (r, c, _, w) => [c, w - 1 - r],
}

/** Turns a picture upright. */
export function upright(picture: RasterPicture, orientation: Orientation): RasterPicture {
  if (orientation === 1) return picture
  const source = SOURCE[orientation]
  const [height, width] =
    orientation >= 5 ? [picture.width, picture.height] : [picture.height, picture.width]
  const from = new Uint32Array(
    picture.rgba.buffer,
    picture.rgba.byteOffset,
    picture.height * picture.width,
  )
  const to = new Uint32Array(height * width)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [r, c] = source(row, column, picture.height, picture.width)
      to[row * width + column] = from[r * picture.width + c] ?? 0
    }
  }
  return { ...picture, height, width, rgba: new Uint8Array(to.buffer) }
}
