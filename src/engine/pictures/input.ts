import { AppError, phrase } from '@shared/errors'
import { perChannel } from '@shared/model/normalisation'
import type { Normalisation } from '@shared/model/recipe'
import { DEFAULT_FITTING, type Fitting } from '@shared/recipe/fitting'
import { fitRgb } from './fit'
import type { RasterPicture } from './raster'
import type { Filter } from './resize'

/** Luma of Rec. 601, in thousandths: whole numbers, so that a grey pixel keeps its exact value. */
const LUMA = [299, 587, 114] as const

export interface InputOptions {
  readonly invert?: boolean
  /** How other proportions are treated; stretched if absent. */
  readonly fitting?: Fitting
  /** How other sizes are resized; bilinear with antialiasing if absent. */
  readonly filter?: Filter
}

/**
 * A picture as a network's input: fitted to its size (bilinear with antialiasing; unchanged where
 * the size is right), grey by Rec. 601 luma for one channel, value / 255, inverted if asked. Bars
 * of a padded picture are 0, inverted or not.
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
  { invert = false, fitting = DEFAULT_FITTING, filter }: InputOptions = {},
): Float32Array {
  if (channels !== 1 && channels !== 3) {
    throw new AppError(
      'unsupported',
      phrase`The network takes ${channels} channels; a picture can be given to networks with 1 (grey) or 3 (red, green, blue)`,
      { channels },
    )
  }
  const { rgb, inside } = fitRgb(
    picture.rgba,
    [picture.height, picture.width],
    [height, width],
    fitting,
    filter,
  )
  const input = new Float32Array(height * width * channels)
  const last = { row: inside.top + inside.height, column: inside.left + inside.width }
  for (let row = inside.top; row < last.row; row++)
    for (let column = inside.left; column < last.column; column++)
      writePixel(rgb, row * width + column, channels, input)
  if (!invert) return input
  for (let row = inside.top; row < last.row; row++) {
    const from = (row * width + inside.left) * channels
    for (let at = from; at < from + inside.width * channels; at++) input[at] = 1 - (input[at] ?? 0)
  }
  return input
}

function writePixel(rgb: Float64Array, pixel: number, channels: 1 | 3, input: Float32Array): void {
  const red = rgb[3 * pixel] ?? 0
  const green = rgb[3 * pixel + 1] ?? 0
  const blue = rgb[3 * pixel + 2] ?? 0
  if (channels === 1) input[pixel] = (LUMA[0] * red + LUMA[1] * green + LUMA[2] * blue) / 255_000
  else {
    input[3 * pixel] = red / 255
    input[3 * pixel + 1] = green / 255
    input[3 * pixel + 2] = blue / 255
  }
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
