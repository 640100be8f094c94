import type { Tensor } from '@tensorflow/tfjs'
import type { LayerOf } from '@shared/layers'
import type { ActivationFunction } from '@shared/layers/activation'
import type { TensorFlow } from '../runtime/tensorflow'
import { onlyInput, type LayerImplementation } from './implementation'

/** Slope of leakyRelu left of zero; PyTorch's default. */
const LEAKY_SLOPE = 0.01

/**
 * x · Φ(x) with Φ the normal distribution, exact and not by tanh. Source: Hendrycks and Gimpel,
 * "Gaussian Error Linear Units", 2016.
 */
function gelu(tf: TensorFlow, x: Tensor): Tensor {
  return tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1))
}

const FUNCTIONS: { readonly [F in ActivationFunction]: (tf: TensorFlow, x: Tensor) => Tensor } = {
  sigmoid: (tf, x) => tf.sigmoid(x),
  relu: (tf, x) => tf.relu(x),
  tanh: (tf, x) => tf.tanh(x),
  scaledTanh: (tf, x) => tf.mul(tf.tanh(tf.mul(x, 2 / 3)), 1.7159),
  leakyRelu: (tf, x) => tf.leakyRelu(x, LEAKY_SLOPE),
  elu: (tf, x) => tf.elu(x),
  selu: (tf, x) => tf.selu(x),
  gelu,
  swish: (tf, x) => tf.mul(x, tf.sigmoid(x)),
  softplus: (tf, x) => tf.softplus(x),
  relu6: (tf, x) => tf.relu6(x),
  linear: (tf, x) => tf.clone(x),
}

export const activation: LayerImplementation<LayerOf<'activation'>> = (tf, call) =>
  FUNCTIONS[call.layer.function](tf, onlyInput(call))
