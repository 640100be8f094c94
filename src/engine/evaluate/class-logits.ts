import type { Tensor, Tensor2D } from '@tensorflow/tfjs'
import type { ClassMeaning } from '@shared/model/output/meaning'
import { tensorflow } from '../runtime/tensorflow'

/** The smallest probability whose logarithm is taken; smaller ones count as this, as in Keras. */
const SMALLEST = 1e-7

/**
 * Logits of all classes [batch, classes], from outputs [batch, outputs] of any form. Their softmax
 * gives the classes' probabilities.
 */
export function classLogits(outputs: Tensor2D, { kind, given }: ClassMeaning): Tensor2D {
  const tf = tensorflow()
  if (kind === 'binary' && given === 'logits')
    return tf.concat2d([tf.zerosLike(outputs), outputs], 1)
  if (given === 'logits') return outputs
  const logarithm = (probabilities: Tensor): Tensor2D =>
    tf.log(tf.maximum<Tensor2D>(probabilities, SMALLEST))
  return kind === 'binary'
    ? tf.concat2d([logarithm(tf.sub(1, outputs)), logarithm(outputs)], 1)
    : logarithm(outputs)
}
