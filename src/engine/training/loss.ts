import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs'
import type { Recipe } from '@shared/model/recipe'
import { nativeOp } from '../runtime/native'
import { tensorflow } from '../runtime/tensorflow'

/** −log softmax(logits)[label] for each example [batch], by TensorFlow's fused op, which also gives the gradient. */
export function crossEntropy(logits: Tensor2D, labels: Tensor1D): Tensor1D {
  const op = tensorflow().customGrad((...args) => {
    const [x, save] = args as unknown as [Tensor, (tensors: Tensor[]) => void]
    const [loss, gradient] = nativeOp(
      'SparseSoftmaxCrossEntropyWithLogits',
      [x, labels],
      { types: { T: 'float', Tlabels: 'int32' } },
      2,
    ) as [Tensor, Tensor]
    save([gradient])
    return { value: loss, gradFunc: (dy: Tensor, saved: Tensor[]) => dy.expandDims(-1).mul(saved[0] as Tensor) }
  })
  return op(logits) as Tensor1D
}

/** Mean over the classes of (softmax − one-hot)², for each example [batch]. */
function meanSquaredError(logits: Tensor2D, labels: Tensor1D): Tensor1D {
  const tf = tensorflow()
  const target = tf.oneHot(labels, logits.shape[1])
  return tf.softmax(logits).sub(target).square().mean(-1)
}

/** Each example's loss [batch]. */
export const LOSSES = { crossEntropy, meanSquaredError } satisfies Record<
  Recipe['loss'],
  (logits: Tensor2D, labels: Tensor1D) => Tensor1D
>
