import type { Scalar, Tensor } from '@tensorflow/tfjs'
import { tensorflow } from '../runtime/tensorflow'

/** Keeps a norm of 0 from being a divisor. */
const EPSILON = 1e-6

/**
 * Shortens gradients so that their norm together is at most `most`; shorter ones stay as they are.
 * Source: PyTorch, torch.nn.utils.clip_grad_norm_.
 */
export function clipGradients(gradients: readonly Tensor[], most: number): Tensor[] {
  const tf = tensorflow()
  const squares = gradients.map((gradient) => tf.tidy(() => gradient.square().sum<Scalar>()))
  const norm = tf.addN(squares).sqrt()
  const factor = tf.minimum(tf.div(most, norm.add(EPSILON)), 1)
  return gradients.map((gradient) => gradient.mul(factor))
}
