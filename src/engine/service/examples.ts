import type { DatasetImages } from '@shared/contract/datasets'
import type { RasterPicture } from '../pictures'

/** The first of some pictures of a data set, as a picture like any other; grey or colour. */
export function exampleRaster({ height, width, channels, pixels }: DatasetImages): RasterPicture {
  const rgba = new Uint8Array(height * width * 4).fill(255)
  for (let pixel = 0; pixel < height * width; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      rgba[4 * pixel + channel] = pixels[pixel * channels + Math.min(channel, channels - 1)] ?? 0
    }
  }
  return { height, width, channels: channels === 1 ? 1 : 3, rgba }
}
