import type { Scalar, Tensor } from '@tensorflow/tfjs'
import type { TensorFlow } from '../tfjs'
import type { Kernel } from './kernel'

const NAME = 'convscope.RandomUniform'

export const randomUniformKernel: Kernel = {
  name: NAME,
  forward: (ops, { shape, seed }) =>
    ops.run(
      'StatelessRandomUniform',
      [ops.type('dtype', 'float32'), ops.type('T', 'int32'), ops.type('Tseed', 'int32')],
      [shape as Tensor, seed as Tensor],
    ),
}

/**
 * Uniform numbers in [0, 1) that depend only on the two seeds, so that a step can be repeated
 * exactly; `step` is int32.
 */
export function randomUniform(
  tf: TensorFlow,
  shape: readonly number[],
  seed: number,
  step: Scalar,
): Tensor {
  return tf.engine().runKernel(NAME, {
    shape: tf.tensor1d([...shape], 'int32'),
    seed: tf.stack([tf.scalar(seed | 0, 'int32'), step]),
  })
}
