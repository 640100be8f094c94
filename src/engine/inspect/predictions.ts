import type { OutputValue, Prediction } from '@shared/contract/inspect'
import { LOGITS, type OutputMeaning } from '@shared/model/output/meaning'
import { scoresOf } from '@shared/model/output/probabilities'

/**
 * The classes or labels of a network's outputs, most probable first; equal ones in their own order.
 * Empty for a regression, and if an output is not a number.
 */
export function predictionsOf(
  outputs: Float32Array,
  classes: readonly string[],
  meaning: OutputMeaning = LOGITS,
): Prediction[] {
  if (!outputs.every(Number.isFinite)) return []
  const rank = ({ logit, probability }: Pick<Prediction, 'logit' | 'probability'>): number =>
    logit ?? probability
  return scoresOf(outputs, meaning)
    .map((score) => ({ label: classes[score.index] ?? String(score.index), ...score }))
    .sort((a, b) => rank(b) - rank(a) || a.index - b.index)
}

/**
 * The values of a regression, in their order; empty for another network, and if a value is not
 * finite.
 */
export function valuesOf(
  outputs: Float32Array,
  names: readonly string[],
  meaning: OutputMeaning,
): OutputValue[] {
  if (meaning.kind !== 'regression' || !outputs.every(Number.isFinite)) return []
  return Array.from(outputs, (value, index) => ({
    label: names[index] ?? String(index),
    index,
    value,
  }))
}
