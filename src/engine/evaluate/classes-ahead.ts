import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs'
import { tensorflow } from '../runtime/tensorflow'

/** An example counts as near the top where its class is among the first so many. */
export const TOP = 5

/**
 * How many classes a network prefers to the true one, for each example [batch]. Of classes with the
 * same logit the first comes first, as it does for the prediction, so that a network that answers
 * nothing has no more right than it guesses. A true class without a number comes last.
 */
export function classesAhead(logits: Tensor2D, labels: Tensor1D): Tensor1D {
  const tf = tensorflow()
  const classes = logits.shape[1]
  const own = logits.mul(tf.oneHot(labels, classes)).sum(-1, true)
  const before = tf.less(tf.range(0, classes, 1, 'float32'), labels.toFloat().expandDims(1))
  const preferred = tf.logicalOr(
    tf.logicalNot(tf.lessEqual(logits, own)),
    tf.logicalAnd(tf.equal(logits, own), before),
  )
  return preferred.toFloat().sum<Tensor1D>(-1)
}
