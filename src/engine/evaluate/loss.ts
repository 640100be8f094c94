import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs'
import type { Loss } from '@shared/recipe/choices'
import { crossEntropy as crossEntropyKernel } from '../runtime/kernels/cross-entropy'
import { tensorflow } from '../runtime/tensorflow'

/** −log softmax(logits)[label] of each example [batch]. */
const crossEntropy = (logits: Tensor2D, labels: Tensor1D): Tensor1D =>
  crossEntropyKernel(tensorflow(), logits, labels)

/**
 * Mean over the classes of (softmax − one-hot)² for each example [batch]. PyTorch's MSELoss and
 * Keras's MeanSquaredError take the mean over the outputs too.
 */
function meanSquaredError(logits: Tensor2D, labels: Tensor1D): Tensor1D {
  const tf = tensorflow()
  const target = tf.oneHot(labels, logits.shape[1])
  return tf.softmax(logits).sub(target).square().mean(-1)
}

/** Each example's loss [batch]; training steps and evaluations use the same functions. */
export const LOSS_FUNCTIONS = { crossEntropy, meanSquaredError } satisfies Record<
  Loss,
  (logits: Tensor2D, labels: Tensor1D) => Tensor1D
>
