import type { Tensor } from '@tensorflow/tfjs'
import type { TensorFlow } from '../tfjs'
import type { Kernel } from './kernel'

const NAME = 'convscope.BiasAdd'

export const biasAddKernel: Kernel = {
  name: NAME,
  forward: (ops, { x, bias }) =>
    ops.run(
      'BiasAdd',
      [ops.type('T', 'float32'), ops.text('data_format', 'NHWC')],
      [x as Tensor, bias as Tensor],
    ),
  gradient: {
    saves: {},
    back: (ops, dy) => ({
      // tfjs disposes of each node's gradient separately, so two nodes must not share a tensor.
      x: () => dy.clone(),
      bias: () =>
        ops.run('BiasAddGrad', [ops.type('T', 'float32'), ops.text('data_format', 'NHWC')], [dy]),
    }),
  },
}

/** x + bias along the last axis, in one operation forward and one backward. */
export const biasAdd = <T extends Tensor>(tf: TensorFlow, x: T, bias: Tensor): T =>
  tf.engine().runKernel(NAME, { x, bias })
