import type { Prediction } from '@shared/contract/inspect'

/**
 * Softmax over the logits, most probable first; equal ones in the order of their classes. None
 * where a logit is not a number: such a network predicts nothing.
 */
export function predictionsOf(logits: Float32Array, classes: readonly string[]): Prediction[] {
  if (!logits.every(Number.isFinite)) return []
  const largest = logits.reduce((a, b) => Math.max(a, b), -Infinity)
  // Less the largest, so that no power overflows.
  const powers = Array.from(logits, (logit) => Math.exp(logit - largest))
  const sum = powers.reduce((a, b) => a + b, 0)
  return Array.from(logits, (logit, index) => ({
    label: classes[index] ?? String(index),
    index,
    probability: (powers[index] ?? 0) / sum,
    logit,
  })).sort((a, b) => b.logit - a.logit || a.index - b.index)
}
