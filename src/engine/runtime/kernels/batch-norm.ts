import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../tfjs'
import type { Kernel } from './kernel'
import type { NativeOps } from './native'

const NAME = 'convscope.BatchNormTraining'

const attributes = (ops: NativeOps, epsilon: number) => [
  ops.type('T', 'float32'),
  ops.type('U', 'float32'),
  ops.real('epsilon', epsilon),
  ops.text('data_format', 'NHWC'),
  ops.flag('is_training', true),
]

export const batchNormKernel: Kernel = {
  name: NAME,
  forward: (ops, { x, gamma, beta, none }, { epsilon }) =>
    ops.runAll(
      'FusedBatchNormV3',
      [...attributes(ops, epsilon as number), ops.real('exponential_avg_factor', 1)],
      [x as Tensor, gamma as Tensor, beta as Tensor, none as Tensor, none as Tensor],
      6,
    ),
  gradient: {
    saves: { inputs: ['x', 'gamma'], outputs: [false, false, false, true, true, true] },
    back(ops, dy, saved, { epsilon }) {
      const [x, gamma, ...reserved] = saved
      // Computed here and not in the functions below, because tfjs tidies each of those and one
      // would dispose of the others' tensors.
      const [dx, dGamma, dBeta] = ops.runAll(
        'FusedBatchNormGradV3',
        attributes(ops, epsilon as number),
        [dy, x as Tensor, gamma as Tensor, ...reserved],
        5,
      )
      return { x: () => dx as Tensor, gamma: () => dGamma as Tensor, beta: () => dBeta as Tensor }
    },
  },
}

export interface Normalised {
  readonly output: Tensor4D
  readonly mean: Tensor1D
  /** Unbiased: divided by n − 1, as PyTorch's running variance is. */
  readonly variance: Tensor1D
}

/**
 * γ · (x − mean) / √(variance + ε) + β with the statistics of this batch; x is [batch, height,
 * width, channels].
 */
export function normaliseBatch(
  tf: TensorFlow,
  x: Tensor4D,
  gamma: Tensor,
  beta: Tensor,
  epsilon: number,
): Normalised {
  // In place of the running statistics, which training doesn't read.
  const none = tf.tensor1d([], 'float32')
  const [output, mean, variance] = tf
    .engine()
    .runKernel<Tensor[]>(NAME, { x, gamma, beta, none }, { epsilon })
  return { output: output as Tensor4D, mean: mean as Tensor1D, variance: variance as Tensor1D }
}
