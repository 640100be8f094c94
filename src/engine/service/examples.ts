import type { DatasetImages, SplitName } from '@shared/contract/datasets'
import { AppError } from '@shared/errors'
import { loadDataset } from '../datasets'
import type { RasterPicture } from '../pictures'

interface Examples extends DatasetImages {
  readonly classes: readonly string[]
}

/**
 * Pictures of a data set by their places in a split.
 * @throws AppError `not-found` for a place beyond the split's end or a data set that isn't here
 */
export async function readExamples(dataset: string, split: SplitName, indices: readonly number[]): Promise<Examples> {
  const { info, [split]: source } = await loadDataset(dataset)
  const { height, width, channels } = info
  const size = height * width * channels
  const beyond = indices.find((index) => index >= source.count)
  if (beyond !== undefined) {
    throw new AppError('not-found', `The ${split} split of ${info.title} has ${source.count} pictures; there is no picture ${beyond}.`, { index: beyond, count: source.count })
  }
  const pixels = new Uint8Array(indices.length * size)
  indices.forEach((index, place) => pixels.set(source.images.subarray(index * size, (index + 1) * size), place * size))
  return { height, width, channels, pixels, labels: Int32Array.from(indices, (index) => source.labels[index] ?? 0), classes: info.classes }
}

/** The first of some examples as a picture; grey or colour. */
export function exampleRaster({ height, width, channels, pixels }: DatasetImages): RasterPicture {
  const rgba = new Uint8Array(height * width * 4)
  for (let pixel = 0; pixel < height * width; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      rgba[4 * pixel + channel] = pixels[pixel * channels + Math.min(channel, channels - 1)] ?? 0
    }
    rgba[4 * pixel + 3] = 255
  }
  return { height, width, channels: channels === 1 ? 1 : 3, rgba }
}
