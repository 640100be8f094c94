import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, phrase, type Phrase } from '@shared/errors'
import { datasetImages, datasetInfo } from '../datasets'
import { exampleRaster } from '../datasets/example-raster'
import { decodePicture, type RasterPicture } from '../pictures'
import { resourcesFolder } from '../runtime/paths'
import { checkCancelled } from '../runtime/faults'

/** A picture of a certificate, and where it comes from. */
export interface ChosenPicture {
  readonly raster: RasterPicture
  readonly from: Phrase
}

export const PICTURES = 32
/** Pictures of the data set have the network's size already, so some others are there to be resized. */
const OTHERS = 6
/** Heights and widths of drawn patterns, none of them the size of a network's input. */
const SIZES = [
  [61, 40],
  [33, 90],
  [17, 19],
  [120, 75],
] as const

/** A picture of waves and edges whose red, green and blue differ: the same for each number. */
export function pattern(number: number): RasterPicture {
  const [height, width] = SIZES[number % SIZES.length] ?? SIZES[0]
  const rgba = new Uint8Array(4 * width * height)
  const step = 3 + (number % 11)
  for (let at = 0; at < width * height; at += 1) {
    const [row, column] = [Math.floor(at / width), at % width]
    const wave = 127 + 120 * Math.sin(row / step) * Math.cos(column / (step + 2))
    const slope = (row * 37 + column * 11 + number * 29) % 256
    rgba.set([wave, slope, (row + number) % 7 < 3 ? 255 : 0, 255], 4 * at)
  }
  return { height, width, channels: 3, rgba }
}

const patterns = (count: number): readonly ChosenPicture[] =>
  Array.from({ length: count }, (_, i) => ({
    raster: pattern(i),
    from: phrase`a drawn pattern, number ${i + 1}`,
  }))

/** The pictures that come with the app. */
async function samples(): Promise<readonly ChosenPicture[]> {
  const folder = join(resourcesFolder(), 'samples')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.png')).sort()
  return Promise.all(
    names.map(async (name) => ({
      raster: await decodePicture(await readFile(join(folder, name)), name),
      from: phrase`the picture ${name} that comes with Convscope`,
    })),
  )
}

/** Pictures of a data set's test half, evenly spread; none where the set is not on this machine. */
async function examples(id: string | undefined, count: number): Promise<readonly ChosenPicture[]> {
  if (id === undefined) return []
  try {
    const { title, test } = await datasetInfo(id)
    const indices = Array.from({ length: Math.min(count, test) }, (_, i) =>
      Math.floor((i * test) / Math.min(count, test)),
    )
    const { pixels, height, width, channels } = await datasetImages(id, 'test', indices)
    const size = height * width * channels
    return indices.map((index, i) => ({
      raster: exampleRaster({
        height,
        width,
        channels,
        pixels: pixels.subarray(i * size, (i + 1) * size),
      }),
      from: phrase`picture ${index} of the test half of ${title}`,
    }))
  } catch (thrown) {
    // Without its data set a model is checked with other pictures.
    if (AppError.from(thrown).code === 'cancelled') throw thrown
    return []
  }
}

/**
 * The pictures that a model is checked with: of its data set where that is on this machine, and
 * some of other sizes, so that the resizing is checked as well.
 */
export async function choosePictures(
  dataset: string | undefined,
  signal?: AbortSignal,
): Promise<readonly ChosenPicture[]> {
  const own = await examples(dataset, PICTURES - OTHERS)
  checkCancelled(signal)
  const given = await samples()
  checkCancelled(signal)
  const large = own.length > 0 ? given.filter(({ raster }) => raster.height > 64) : given
  const chosen = [...own, ...large]
  return [...chosen, ...patterns(PICTURES - chosen.length)].slice(0, PICTURES)
}
