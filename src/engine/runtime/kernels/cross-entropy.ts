import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../tfjs'
import type { Kernel } from './kernel'

const NAME = 'convscope.CrossEntropy'

export const crossEntropyKernel: Kernel = {
  name: NAME,
  forward: (ops, { logits, labels }) =>
    ops.runAll(
      'SparseSoftmaxCrossEntropyWithLogits',
      [ops.type('T', 'float32'), ops.type('Tlabels', 'int32')],
      [logits as Tensor, labels as Tensor],
      2,
    ),
  gradient: {
    // The second output is softmax(logits) − onehot(labels), the gradient itself.
    saves: { outputs: [false, true] },
    back: (_, dy, [difference], __, tf) => ({
      logits: () => tf.mul((dy as Tensor1D).expandDims(1), difference as Tensor),
    }),
  },
}

/** −log softmax(logits)[label] of each example; logits [batch, classes], labels [batch] int32. */
export function crossEntropy(tf: TensorFlow, logits: Tensor2D, labels: Tensor1D): Tensor1D {
  const [losses] = tf.engine().runKernel<Tensor[]>(NAME, { logits, labels })
  return losses as Tensor1D
}
