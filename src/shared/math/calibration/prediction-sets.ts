import { rowCount, type Rows } from './softmax'

/** Sets of classes that hold the true one in a chosen share of cases. */
export interface SetsOutcome {
  /** Share of the sets that hold the true class. */
  readonly coverage: number
  /** Mean number of classes in a set. */
  readonly meanSize: number
  /** Sets by their number of classes: none, one, two … */
  readonly sizes: readonly number[]
}

/** The fewest examples with which sets for α can be calibrated: 1/α − 1. */
export const fewestFor = (alpha: number): number => Math.ceil(1 / alpha - 1 - 1e-9)

/**
 * The lowest probability with which a class belongs to a set, so that sets hold the true class in
 * at least 1 − α of cases (split conformal prediction with the score 1 − p(true): Sadinle, Lei and
 * Wasserman, "Least Ambiguous Set-Valued Classifiers", 2019): 1 − the ⌈(n + 1)(1 − α)⌉-th smallest
 * score.
 * @param probabilities n × classes of examples that are used for nothing else
 * @returns 0, with which every class belongs to every set, where n < 1/α − 1
 */
export function setThreshold(
  probabilities: Rows,
  labels: ArrayLike<number>,
  alpha: number,
): number {
  const count = rowCount(probabilities)
  const scores = Float64Array.from(
    { length: count },
    (_, row) => 1 - (probabilities.data[row * probabilities.classes + (labels[row] ?? 0)] ?? 0),
  ).sort()
  const rank = Math.ceil((count + 1) * (1 - alpha) - 1e-9)
  return rank > count ? 0 : 1 - (scores[rank - 1] ?? 1)
}

/** How sets with this threshold do on other examples. */
export function setsWith(
  { data, classes }: Rows,
  labels: ArrayLike<number>,
  threshold: number,
): SetsOutcome {
  const count = data.length / classes
  const sizes = Array.from({ length: classes + 1 }, () => 0)
  let [covered, total] = [0, 0]
  for (let row = 0; row < count; row++) {
    const size = sizeOf(data.subarray(row * classes, (row + 1) * classes), threshold)
    sizes[size] = (sizes[size] ?? 0) + 1
    total += size
    if (isInSet(data[row * classes + (labels[row] ?? 0)] ?? 0, threshold)) covered++
  }
  return { coverage: covered / count, meanSize: total / count, sizes }
}

/** Whether a class with this probability belongs to a set; 1 − (1 − p) is not quite p. */
export const isInSet = (probability: number, threshold: number): boolean =>
  1 - probability <= 1 - threshold

const sizeOf = (row: Iterable<number>, threshold: number): number =>
  [...row].filter((probability) => isInSet(probability, threshold)).length
