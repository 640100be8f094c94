import { INPUT_ID } from '@shared/model/spec'
import { PIXELS, type Metadata } from '../../metadata'
import { scalar } from './constants'
import type { PlacedPart } from '.'
import type { OnnxConstant } from './node'

/** One number, or one a channel along the channels of a map. */
const perChannel = (name: string, values: readonly number[]): OnnxConstant => ({
  name,
  shape: [values.length, 1, 1],
  values: Float32Array.from(values),
})

/** (pixels ÷ 255 − mean) ÷ std, in the order in which pictures are prepared here. */
export function preprocessingToOnnx({
  normalisation,
}: Pick<Metadata, 'normalisation'>): PlacedPart {
  const name = (part: string): string => `${INPUT_ID}/${part}`
  const white = scalar(name('white'), 255)
  const scaled = normalisation ? name('scaled') : INPUT_ID
  const divided = { op: 'Div', inputs: [PIXELS, white.name], output: scaled }
  if (!normalisation) return { layer: INPUT_ID, nodes: [divided], constants: [white] }
  const [mean, std] = [
    perChannel(name('mean'), normalisation.mean),
    perChannel(name('std'), normalisation.std),
  ]
  return {
    layer: INPUT_ID,
    nodes: [
      divided,
      { op: 'Sub', inputs: [scaled, mean.name], output: name('centred') },
      { op: 'Div', inputs: [name('centred'), std.name], output: INPUT_ID },
    ],
    constants: [white, mean, std],
  }
}
