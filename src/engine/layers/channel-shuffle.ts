import type { Tensor4D } from '@tensorflow/tfjs'
import type { LayerOf } from '@shared/layers'
import { onlyInput, type LayerImplementation } from './implementation'

export const channelShuffle: LayerImplementation<LayerOf<'channelShuffle'>> = (tf, call) => {
  const { groups } = call.layer
  const x = onlyInput<Tensor4D>(call)
  const [batch, height, width, channels] = x.shape
  const grouped = tf.reshape(x, [batch, height * width, groups, channels / groups])
  return tf.reshape(tf.transpose(grouped, [0, 1, 3, 2]), x.shape)
}
