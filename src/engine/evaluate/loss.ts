import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs'
import type { Recipe } from '@shared/model/recipe'
import { crossEntropy as crossEntropyKernel } from '../runtime/kernels/cross-entropy'
import { tensorflow } from '../runtime/tensorflow'

/** −log softmax(logits)[label] of each example [batch]. */
export const crossEntropy = (logits: Tensor2D, labels: Tensor1D): Tensor1D =>
  crossEntropyKernel(tensorflow(), logits, labels)

/** Mean over the classes of (softmax − one-hot)², of each example [batch]. */
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
