import type { Tensor4D } from '@tensorflow/tfjs'
import type { LayerOf } from '@shared/layers'
import { onlyInput, type LayerImplementation } from './implementation'
import { affine, normalised } from './normalising'

export const groupNorm: LayerImplementation<LayerOf<'groupNorm'>> = (tf, call) => {
  const { groups, epsilon } = call.layer
  const x = onlyInput<Tensor4D>(call)
  const [batch, height, width, channels] = x.shape
  const grouped = tf.reshape(x, [batch, height * width, groups, channels / groups])
  return affine(tf, tf.reshape(normalised(tf, grouped, [1, 3], epsilon), x.shape), call)
}
