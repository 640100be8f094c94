import type { Evaluation } from '@shared/contract/training'

/** One picture of the test set and what the network made of it. */
export interface Example {
  /** Place in the test set. */
  readonly index: number
  readonly label: number
  readonly prediction: number
  readonly loss: number
  /** Probability of the predicted class. */
  readonly confidence: number
}

const exampleAt = (
  { positions, labels, predictions, losses, confidences }: Evaluation,
  index: number,
): Example => ({
  index: positions?.[index] ?? index,
  label: labels[index] ?? 0,
  prediction: predictions[index] ?? 0,
  loss: losses[index] ?? NaN,
  confidence: confidences[index] ?? NaN,
})

const indicesWhere = ({ labels }: Evaluation, holds: (index: number) => boolean): number[] =>
  [...labels.keys()].filter(holds)

/** A loss that is no number is the worst there is. */
const worst = (loss: number | undefined): number =>
  loss === undefined || Number.isNaN(loss) ? Infinity : loss
const byLoss = ({ losses }: Evaluation, indices: number[]): number[] => {
  const key = (index: number): number => worst(losses[index])
  return indices.sort((a, b) => (key(b) === key(a) ? a - b : key(b) - key(a)))
}

/** Test pictures that were taken for another class, the highest loss first. */
export const worstMistakes = (evaluation: Evaluation): readonly Example[] =>
  byLoss(
    evaluation,
    indicesWhere(evaluation, (index) => evaluation.labels[index] !== evaluation.predictions[index]),
  ).map((index) => exampleAt(evaluation, index))

/**
 * Pictures of a confusion matrix's cell: of class `label`, taken for `prediction`; the highest loss
 * first.
 */
export const examplesOf = (
  evaluation: Evaluation,
  label: number,
  prediction: number,
): readonly Example[] =>
  byLoss(
    evaluation,
    indicesWhere(
      evaluation,
      (index) => evaluation.labels[index] === label && evaluation.predictions[index] === prediction,
    ),
  ).map((index) => exampleAt(evaluation, index))

/**
 * The cell beside the diagonal that counts most, the first of several; `undefined` where nothing
 * was mistaken.
 */
export function greatestConfusion(
  matrix: readonly (readonly number[])[],
): { readonly label: number; readonly prediction: number } | undefined {
  let greatest: { readonly label: number; readonly prediction: number } | undefined
  let most = 0
  for (const [label, row] of matrix.entries()) {
    for (const [prediction, count] of row.entries()) {
      if (label === prediction || count <= most) continue
      most = count
      greatest = { label, prediction }
    }
  }
  return greatest
}

/** A cell's share of its row, 0…1: how a class's pictures were spread over the predictions. */
export function rowShares(row: readonly number[]): readonly number[] {
  const total = row.reduce((sum, count) => sum + count, 0)
  return row.map((count) => (total === 0 ? 0 : count / total))
}
