import type { Tensor } from '@tensorflow/tfjs'
import type { LayerOf } from '@shared/layers'
import { numberOf, type ActivationFunction } from '@shared/layers/activation'
import type { TensorFlow } from '../runtime/tensorflow'
import { onlyInput, type LayerImplementation } from './implementation'

/**
 * x · Φ(x) with Φ the normal distribution, exact and not by tanh. Source: Hendrycks and Gimpel,
 * "Gaussian Error Linear Units", 2016.
 */
function gelu(tf: TensorFlow, x: Tensor): Tensor {
  return tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1))
}

/**
 * x · Φ(x) by tanh, as GPT-2 and TensorFlow's `approximate=True` compute it. Source: Hendrycks and
 * Gimpel, "Gaussian Error Linear Units", 2016, section 2.
 */
function geluTanh(tf: TensorFlow, x: Tensor): Tensor {
  const inner = tf.mul(tf.add(x, tf.mul(tf.mul(tf.mul(x, x), x), 0.044715)), Math.sqrt(2 / Math.PI))
  return tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(inner), 1))
}

/** α · (eˣ − 1) left of 0. Source: Clevert et al., "Exponential Linear Units", 2015. */
function elu(tf: TensorFlow, x: Tensor, alpha: number): Tensor {
  if (alpha === 1) return tf.elu(x)
  return tf.add(tf.relu(x), tf.mul(tf.elu(tf.minimum(x, 0)), alpha))
}

/** By the number that shapes a function (`numberOf`). */
const FUNCTIONS: {
  readonly [F in ActivationFunction]: (tf: TensorFlow, x: Tensor, number: number) => Tensor
} = {
  sigmoid: (tf, x) => tf.sigmoid(x),
  relu: (tf, x) => tf.relu(x),
  tanh: (tf, x) => tf.tanh(x),
  scaledTanh: (tf, x) => tf.mul(tf.tanh(tf.mul(x, 2 / 3)), 1.7159),
  leakyRelu: (tf, x, slope) => tf.leakyRelu(x, slope),
  elu,
  selu: (tf, x) => tf.selu(x),
  gelu,
  geluTanh,
  swish: (tf, x) => tf.mul(x, tf.sigmoid(x)),
  hardSwish: (tf, x) => tf.mul(x, tf.div(tf.relu6(tf.add(x, 3)), 6)),
  hardSigmoid: (tf, x, slope) => tf.clipByValue(tf.add(tf.mul(x, slope), 0.5), 0, 1),
  mish: (tf, x) => tf.mul(x, tf.tanh(tf.softplus(x))),
  softplus: (tf, x) => tf.softplus(x),
  softsign: (tf, x) => tf.div(x, tf.add(tf.abs(x), 1)),
  relu6: (tf, x) => tf.relu6(x),
  linear: (tf, x) => tf.clone(x),
}

export const activation: LayerImplementation<LayerOf<'activation'>> = (tf, call) =>
  FUNCTIONS[call.layer.function](tf, onlyInput(call), numberOf(call.layer))
