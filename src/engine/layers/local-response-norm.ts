import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import type { LayerOf } from '@shared/layers'
import { channelsRead, type LocalResponseNorm } from '@shared/layers/local-response-norm'
import { matMul } from '../runtime/kernels/mat-mul'
import type { TensorFlow } from '../runtime/tensorflow'
import { onlyInput, type LayerImplementation } from './implementation'

/** [channels, channels]: 1 where the second channel reads the first, else 0. */
function band(tf: TensorFlow, layer: LocalResponseNorm, channels: number): Tensor2D {
  const cells = new Float32Array(channels * channels)
  for (let own = 0; own < channels; own += 1) {
    const [first, last] = channelsRead(layer, channels, own)
    for (let read = first; read <= last; read += 1) cells[read * channels + own] = 1
  }
  return tf.tensor2d(cells, [channels, channels])
}

/** The sums of squares are a product with a band of ones: TensorFlow's own takes odd sizes only. */
export const localResponseNorm: LayerImplementation<LayerOf<'localResponseNorm'>> = (tf, call) => {
  const { size, alpha, beta, k } = call.layer
  const x = onlyInput<Tensor4D>(call)
  const [batch, height, width, channels] = x.shape
  const squares = tf.reshape<Tensor2D & Tensor4D>(tf.square(x), [batch * height * width, channels])
  const sums = matMul(tf, squares, band(tf, call.layer, channels))
  const divisor = tf.add(tf.mul(tf.reshape(sums, x.shape), alpha / size), k)
  // (k + …)^−β; k > 0, so that the logarithm and its gradient are finite.
  return tf.mul(x, tf.exp(tf.mul(tf.log(divisor), -beta)))
}
