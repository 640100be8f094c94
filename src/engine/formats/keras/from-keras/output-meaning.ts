import { derivedMeaning, outputRange } from '@shared/model/output/derive'
import type { OutputMeaning } from '@shared/model/output/meaning'
import type { ResolvedModel } from '@shared/model/resolve'
import type { TrainingLoss } from './training-loss'

const BINARY = new Set(['binarycrossentropy', 'binaryfocalcrossentropy'])
const CATEGORICAL = new Set([
  'categoricalcrossentropy',
  'categoricalfocalcrossentropy',
  'sparsecategoricalcrossentropy',
])
/** Losses that measure the distance of values, with Keras's short names. */
const REGRESSION = new Set([
  ...['meansquarederror', 'mse', 'meanabsoluteerror', 'mae', 'huber', 'huberloss', 'logcosh'],
  ...['meanabsolutepercentageerror', 'mape', 'meansquaredlogarithmicerror', 'msle', 'poisson'],
])

/**
 * What the outputs of a Keras model mean. The last layers decide, and where they leave it open, the
 * loss of the training. With any loss, one sigmoid unit is a classifier of two classes, and a
 * softmax is one of several.
 */
export function kerasMeaning(model: ResolvedModel, loss: TrainingLoss | undefined): OutputMeaning {
  const derived = derivedMeaning(model)
  const range = outputRange(model)
  const alone = model.classes === 1
  if (!loss || range === 'distribution' || (alone && range === 'probability')) return derived
  if (REGRESSION.has(loss.name)) return { kind: 'regression' }
  const given = range === 'probability' ? 'probabilities' : 'logits'
  // Keras scales the outputs to a sum of 1 before it takes their logarithm.
  if (CATEGORICAL.has(loss.name) && !alone) return { kind: 'multiclass', given }
  if (BINARY.has(loss.name) && loss.fromLogits)
    return { kind: alone ? 'binary' : 'multilabel', given: 'logits' }
  return derived
}
