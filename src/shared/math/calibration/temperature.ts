import { logSumExp, type Rows } from './softmax'

/** Temperatures that are looked for: outside of them the logits say nothing, or everything. */
export const TEMPERATURES = [0.05, 20] as const

/**
 * The temperature T for which softmax(logits / T) has the smallest negative log-likelihood
 * (temperature scaling: Guo et al., "On Calibration of Modern Neural Networks", 2017). It changes
 * no answer, only how sure the answers are.
 *
 * In β = 1/T the likelihood is convex; its slope, the mean of E_p[z] − z_label, is bisected.
 * @param logits n × classes
 * @param labels class of each row
 */
export function fitTemperature(logits: Rows, labels: ArrayLike<number>): number {
  const [coldest, hottest] = TEMPERATURES
  let [low, high] = [1 / hottest, 1 / coldest]
  if (slopeAt(logits, labels, low) >= 0) return hottest
  if (slopeAt(logits, labels, high) <= 0) return coldest
  // Sixty halvings are as fine as a double is.
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2
    if (slopeAt(logits, labels, middle) < 0) low = middle
    else high = middle
  }
  return 2 / (low + high)
}

/** The derivative of the mean negative log-likelihood by β, at β. */
function slopeAt({ data, classes }: Rows, labels: ArrayLike<number>, beta: number): number {
  const count = data.length / classes
  const scaled = new Float64Array(classes)
  let sum = 0
  for (let row = 0; row < count; row++) {
    for (let k = 0; k < classes; k++) scaled[k] = beta * (data[row * classes + k] ?? 0)
    const total = logSumExp(scaled)
    for (let k = 0; k < classes; k++)
      sum += Math.exp((scaled[k] ?? 0) - total) * (data[row * classes + k] ?? 0)
    sum -= data[row * classes + (labels[row] ?? 0)] ?? 0
  }
  return sum / count
}
