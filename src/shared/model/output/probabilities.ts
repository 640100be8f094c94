import type { OutputMeaning } from './meaning'

/** The score of a class or label. */
export interface Score {
  /** Place among the classes or labels. */
  readonly index: number
  /** The output that tells it: two classes can share one. */
  readonly unit: number
  readonly probability: number
  /** Its softmax or sigmoid is the probability; absent where the network gives probabilities. */
  readonly logit?: number
}

/** 1 / (1 + e^−x), without overflow. */
const sigmoid = (x: number): number =>
  x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))

function softmax(logits: ArrayLike<number>): readonly number[] {
  const values = Array.from(logits)
  const largest = values.reduce((a, b) => Math.max(a, b), -Infinity)
  // Less the largest, so that no power overflows.
  const powers = values.map((logit) => Math.exp(logit - largest))
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / sum)
}

/**
 * The probabilities of the classes or labels that a network's outputs stand for, in their order;
 * none for a regression and for maps.
 */
export function scoresOf(outputs: ArrayLike<number>, meaning: OutputMeaning): readonly Score[] {
  if (meaning.kind === 'regression' || meaning.kind === 'maps') return []
  if (meaning.kind === 'binary') return binaryScores(outputs[0] ?? NaN, meaning.given === 'logits')
  if (meaning.given === 'probabilities')
    return Array.from(outputs, (probability, index) => ({ index, unit: index, probability }))
  const probabilities =
    meaning.kind === 'multiclass' ? softmax(outputs) : Array.from(outputs, sigmoid)
  return probabilities.map((probability, index) => ({
    index,
    unit: index,
    probability,
    logit: outputs[index] ?? NaN,
  }))
}

/** Of two classes; sigmoid(x) and sigmoid(−x), so that neither loses digits near 0. */
const binaryScores = (output: number, isLogit: boolean): readonly Score[] =>
  isLogit
    ? [-output, output].map((logit, index) => ({
        index,
        unit: 0,
        probability: sigmoid(logit),
        logit,
      }))
    : [1 - output, output].map((probability, index) => ({ index, unit: 0, probability }))
