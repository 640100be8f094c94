import type { DatasetImages } from '@shared/contract/datasets'
import { AppError, phrase } from '@shared/errors'
import type { RasterPicture } from '../pictures'

type Picture = Pick<DatasetImages, 'height' | 'width' | 'channels' | 'pixels'> &
  Partial<Pick<DatasetImages, 'labels'>>

/**
 * The first of some pictures of a data set, or a drawn one, as a picture like any other; grey or
 * colour.
 */
export function exampleRaster({ height, width, channels, pixels }: Picture): RasterPicture {
  const rgba = new Uint8Array(height * width * 4).fill(255)
  for (let pixel = 0; pixel < height * width; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      rgba[4 * pixel + channel] = pixels[pixel * channels + Math.min(channel, channels - 1)] ?? 0
    }
  }
  return { height, width, channels: channels === 1 ? 1 : 3, rgba }
}

/**
 * A picture drawn in the window. @throws AppError `invalid-argument` where its bytes don't fill it.
 */
export function drawnRaster(picture: Picture): RasterPicture {
  const { height, width, channels, pixels } = picture
  if (pixels.length !== height * width * channels) {
    throw new AppError(
      'invalid-argument',
      phrase`A picture of ${height}×${width}×${channels} has ${height * width * channels} bytes, and ${pixels.length} were given.`,
      { field: 'pixels' },
    )
  }
  return exampleRaster(picture)
}
