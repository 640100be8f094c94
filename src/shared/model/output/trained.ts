import type { ResolvedModel } from '../resolve'
import { outputRange } from './derive'
import { LOGITS, type ClassMeaning } from './meaning'

/**
 * What the outputs of a network mean when it is trained here. One output tells two classes apart: a
 * sigmoid at the end gives the second one's probability, anything else its logit. Several outputs
 * are logits, whatever the last layer is. The losses follow from it: the cross-entropy of one output
 * is the binary cross-entropy, and its mean squared error that of the probability.
 */
export const trainedMeaning = (model: ResolvedModel): ClassMeaning =>
  model.classes === 1
    ? { kind: 'binary', given: outputRange(model) === 'probability' ? 'probabilities' : 'logits' }
    : LOGITS
