import type { Metadata } from '../formats/metadata'
import { normalise, toInput, type RasterPicture } from '../pictures'
import type { InputOptions } from '../pictures/input'
import type { Inputs } from './samples'

export type Preparation = Pick<Metadata, 'spec' | 'normalisation' | 'fitting'>

/** Whether pictures can be given to a network of so many channels. */
export const takesPictures = ({ spec }: Preparation): boolean =>
  spec.input.channels === 1 || spec.input.channels === 3

/** Pictures as a model's description says that they become its input. */
export function prepare(
  pictures: readonly RasterPicture[],
  { spec, normalisation, fitting }: Preparation,
  options: InputOptions = {},
): Inputs {
  const { height, width, channels } = spec.input
  const size = height * width * channels
  const data = new Float32Array(pictures.length * size)
  for (const [i, picture] of pictures.entries()) {
    const input = toInput(picture, spec.input, { ...(fitting && { fitting }), ...options })
    data.set(normalise(input, channels, normalisation), i * size)
  }
  return { count: pictures.length, data }
}
