import type { Tensor4D } from '@tensorflow/tfjs'
import type { LayerOf } from '@shared/layers'
import { mapInput } from '@shared/layers/definition'
import { pad2dSides, pad2dTaps } from '@shared/layers/pad2d'
import { onlyInput, type LayerImplementation } from './implementation'
import { surrounded } from './pooling'
import { resample } from './resample'

export const pad2d: LayerImplementation<LayerOf<'pad2d'>> = (tf, call) => {
  const { layer } = call
  const x = onlyInput<Tensor4D>(call)
  const taps = pad2dTaps(layer, mapInput(call.inputShapes))
  if (taps) return resample(tf, x, taps)
  const map = surrounded(tf, x, pad2dSides(layer), layer.value)
  // Without sides it is the input itself, which is not to be disposed of twice.
  return map === x ? tf.clone(x) : map
}
