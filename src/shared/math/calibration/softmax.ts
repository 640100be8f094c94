/** Rows of equal length, one after the other: n × classes. */
export interface Rows {
  readonly data: Float32Array | Float64Array
  readonly classes: number
}

export const rowCount = ({ data, classes }: Rows): number => data.length / classes

/** ln Σ exp(values), without overflow. */
export function logSumExp(values: ArrayLike<number>, from = 0, count = values.length): number {
  let most = -Infinity
  for (let i = from; i < from + count; i++) most = Math.max(most, values[i] ?? -Infinity)
  if (most === -Infinity) return most
  let sum = 0
  for (let i = from; i < from + count; i++) sum += Math.exp((values[i] ?? -Infinity) - most)
  return most + Math.log(sum)
}

/** Probabilities of logits: the softmax of each row, of logits / temperature. */
export function softmaxRows({ data, classes }: Rows, temperature = 1): Rows {
  const scaled = Float64Array.from(data, (logit) => logit / temperature)
  for (let from = 0; from < scaled.length; from += classes) {
    const total = logSumExp(scaled, from, classes)
    for (let i = from; i < from + classes; i++) scaled[i] = Math.exp((scaled[i] ?? 0) - total)
  }
  return { data: scaled, classes }
}

/**
 * Probabilities as those of logits / temperature: p^(1/T), divided by the sum. Their order stays.
 */
export function tempered(probabilities: readonly number[], temperature: number): number[] {
  const logits = probabilities.map((p) => Math.log(p) / temperature)
  const total = logSumExp(logits)
  return logits.map((logit) => Math.exp(logit - total))
}

/** Position of the greatest value of a row, the first of equal ones. */
export function largestAt({ data, classes }: Rows, row: number): number {
  let best = 0
  for (let k = 1; k < classes; k++)
    if ((data[row * classes + k] ?? NaN) > (data[row * classes + best] ?? NaN)) best = k
  return best
}

/** Of each row the greatest probability, and whether it is that of the label. */
export function answersOfRows(rows: Rows, labels: ArrayLike<number>) {
  const best = Array.from({ length: rowCount(rows) }, (_, row) => largestAt(rows, row))
  return {
    confidences: Float64Array.from(best, (at, row) => rows.data[row * rows.classes + at] ?? NaN),
    right: best.map((at, row) => at === labels[row]),
  }
}

/**
 * Mean of −ln p(label), the negative log-likelihood, of logits / temperature.
 * @param labels class of each row
 */
export function negativeLogLikelihood(
  { data, classes }: Rows,
  labels: ArrayLike<number>,
  temperature = 1,
): number {
  const scaled = Float64Array.from(data, (logit) => logit / temperature)
  const count = data.length / classes
  let sum = 0
  for (let row = 0; row < count; row++)
    sum +=
      logSumExp(scaled, row * classes, classes) -
      (scaled[row * classes + (labels[row] ?? 0)] ?? NaN)
  return sum / count
}
