import type { RasterPicture } from './raster'
import { resizeRgb } from './resize'

/**
 * A copy for the screen, proportions kept, no side longer than `longest`; a small picture stays as
 * it is.
 */
export function preview(
  picture: RasterPicture,
  longest: number,
): { height: number; width: number; rgba: Uint8Array } {
  const ratio = Math.min(1, longest / Math.max(picture.height, picture.width))
  if (ratio === 1)
    return { height: picture.height, width: picture.width, rgba: picture.rgba.slice() }
  const height = Math.max(1, Math.round(picture.height * ratio))
  const width = Math.max(1, Math.round(picture.width * ratio))
  const rgb = resizeRgb(picture.rgba, [picture.height, picture.width], [height, width])
  const rgba = new Uint8Array(height * width * 4).fill(255)
  for (let pixel = 0; pixel < height * width; pixel++) {
    for (let channel = 0; channel < 3; channel++)
      rgba[4 * pixel + channel] = Math.round(rgb[3 * pixel + channel] ?? 0)
  }
  return { height, width, rgba }
}
