import type { Tensor, Tensor2D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../tfjs'
import type { Kernel } from './kernel'
import type { NativeOps } from './native'

const NAME = 'convscope.MatMul'

const multiply = (
  ops: NativeOps,
  a: Tensor,
  b: Tensor,
  transposeA: boolean,
  transposeB: boolean,
): Tensor =>
  ops.run(
    'MatMul',
    [
      ops.type('T', 'float32'),
      ops.flag('transpose_a', transposeA),
      ops.flag('transpose_b', transposeB),
    ],
    [a, b],
  )

export const matMulKernel: Kernel = {
  name: NAME,
  forward: (ops, { a, b }) => multiply(ops, a as Tensor, b as Tensor, false, false),
  gradient: {
    saves: { inputs: ['a', 'b'] },
    back: (ops, dy, [a, b]) => ({
      a: () => multiply(ops, dy, b as Tensor, false, true),
      b: () => multiply(ops, a as Tensor, dy, true, false),
    }),
  },
}

/**
 * a · b of two matrices. tfjs's own uses an operation for batches of matrices, which TensorFlow
 * can't fuse.
 */
export const matMul = (tf: TensorFlow, a: Tensor2D, b: Tensor2D): Tensor2D =>
  tf.engine().runKernel(NAME, { a, b })
