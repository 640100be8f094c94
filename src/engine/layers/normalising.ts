import type { Tensor } from '@tensorflow/tfjs'
import type { LayerOf } from '@shared/layers'
import type { TensorFlow } from '../runtime/tensorflow'
import type { LayerCall } from './implementation'

type Normalising = LayerOf<'layerNorm' | 'groupNorm'>

/** (x − mean) / √(variance + ε) with the moments along some axes of each example. */
export function normalised(tf: TensorFlow, x: Tensor, axes: number[], epsilon: number): Tensor {
  const centred = tf.sub(x, tf.mean(x, axes, true))
  const variance = tf.mean(tf.square(centred), axes, true)
  return tf.div(centred, tf.sqrt(tf.add(variance, epsilon)))
}

/** γ · x + β of each channel, as far as the layer has them. */
export function affine(tf: TensorFlow, x: Tensor, call: LayerCall<Normalising>): Tensor {
  const { gamma, beta } = call.layer
  const scaled = gamma ? tf.mul(x, call.weight('gamma')) : x
  return beta ? tf.add(scaled, call.weight('beta')) : scaled
}
