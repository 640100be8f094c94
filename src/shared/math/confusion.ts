/** How a classifier did on one class. */
export interface ClassScore {
  /** Examples whose true class this is. */
  readonly count: number
  readonly correct: number
  /** Share of this class's examples that were recognised; `null` where there is none. */
  readonly recall: number | null
  /**
   * Share of the predictions of this class that were right; `null` where it was never predicted.
   */
  readonly precision: number | null
  /** Harmonic mean of precision and recall; `null` where either is. */
  readonly f1: number | null
}

/**
 * Confusion matrix of [true class][predicted class] counts.
 * @param labels true class of each example
 * @param predictions predicted class of each example, of the same length
 */
export function confusionMatrix(
  labels: ArrayLike<number>,
  predictions: ArrayLike<number>,
  classes: number,
): readonly (readonly number[])[] {
  const matrix = Array.from({ length: classes }, () => Array.from({ length: classes }, () => 0))
  for (let example = 0; example < labels.length; example++) {
    const row = matrix[labels[example] ?? -1]
    const predicted = predictions[example] ?? -1
    if (row?.[predicted] !== undefined) row[predicted]++
  }
  return matrix
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/** Recall, precision and F1 of every class of a confusion matrix. */
export function classScores(matrix: readonly (readonly number[])[]): readonly ClassScore[] {
  return matrix.map((row, index) => {
    const count = row.reduce((sum, cell) => sum + cell, 0)
    const predicted = matrix.reduce((sum, other) => sum + (other[index] ?? 0), 0)
    const correct = row[index] ?? 0
    const [recall, precision] = [ratio(correct, count), ratio(correct, predicted)]
    const f1 =
      recall === null || precision === null
        ? null
        : recall + precision === 0
          ? 0
          : (2 * recall * precision) / (recall + precision)
    return { count, correct, recall, precision, f1 }
  })
}
