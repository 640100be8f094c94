import { AppError, phrase } from '@shared/errors'
import { perChannel } from '@shared/model/normalisation'
import type { Normalisation } from '@shared/model/recipe'
import type { RasterPicture } from './raster'
import { resizeRgb } from './resize'

/** Luma of Rec. 601, in thousandths: whole numbers, so that a grey pixel keeps its exact value. */
const LUMA = [299, 587, 114] as const

/**
 * A picture as a network's input: fitted to its size (bilinear with antialiasing, proportions not
 * kept; unchanged where the size is right), grey by Rec. 601 luma for one channel, value / 255,
 * inverted if asked.
 * @returns height · width · channels values, 0…1, before normalisation
 * @throws AppError `unsupported` for a network with neither 1 nor 3 channels.
 */
export function toInput(
  picture: RasterPicture,
  {
    height,
    width,
    channels,
  }: { readonly height: number; readonly width: number; readonly channels: number },
  { invert = false }: { readonly invert?: boolean } = {},
): Float32Array {
  if (channels !== 1 && channels !== 3) {
    throw new AppError(
      'unsupported',
      phrase`The network takes ${channels} channels; a picture can be given to networks with 1 (grey) or 3 (red, green, blue)`,
      { channels },
    )
  }
  const rgb = resizeRgb(picture.rgba, [picture.height, picture.width], [height, width])
  const input = new Float32Array(height * width * channels)
  for (let pixel = 0; pixel < height * width; pixel++) {
    const [red, green, blue] = [
      rgb[3 * pixel] ?? 0,
      rgb[3 * pixel + 1] ?? 0,
      rgb[3 * pixel + 2] ?? 0,
    ]
    if (channels === 1) input[pixel] = (LUMA[0] * red + LUMA[1] * green + LUMA[2] * blue) / 255_000
    else {
      input[3 * pixel] = red / 255
      input[3 * pixel + 1] = green / 255
      input[3 * pixel + 2] = blue / 255
    }
  }
  return invert ? input.map((value) => 1 - value) : input
}

/**
 * (x − mean) / std, channel by channel; without a normalisation the data themselves.
 * @param data pixels · channels values
 * @throws AppError `invalid-recipe` where there are neither one nor `channels` means and
 *   deviations.
 */
export function normalise(
  data: Float32Array,
  channels: number,
  normalisation?: Normalisation,
): Float32Array {
  if (!normalisation) return data
  const { mean, std } = perChannel(normalisation, channels)
  return data.map(
    (value, index) => (value - (mean[index % channels] ?? NaN)) / (std[index % channels] ?? NaN),
  )
}
