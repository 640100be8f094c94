import { largestAt } from '../calibration/softmax'

/** Out-of-sample probabilities of examples, n × classes, with the labels that they were given. */
export interface Judged {
  readonly probabilities: Float32Array | Float64Array
  readonly labels: ArrayLike<number>
  readonly classes: number
}

/** Equal to a threshold up to this counts as above it, as in cleanlab. */
const TOLERANCE = 1e-6

/**
 * Mean probability of each class over the examples that are labelled so: how sure the network is of
 * a class when it is right to be. NaN for a class without examples.
 */
export function classThresholds({ probabilities, labels, classes }: Judged): Float64Array {
  const sums = new Float64Array(classes)
  const counts = new Float64Array(classes)
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] ?? 0
    sums[label] = (sums[label] ?? 0) + (probabilities[i * classes + label] ?? 0)
    counts[label] = (counts[label] ?? 0) + 1
  }
  return sums.map((sum, k) => sum / (counts[k] ?? 0))
}

/**
 * The class that the network is confident of for each example: the one that reaches its threshold;
 * −1 where none does. Where several do, the most probable of all classes, as cleanlab's `count.py`
 * has it.
 */
export function confidentClasses(
  { probabilities, labels, classes }: Judged,
  thresholds: ArrayLike<number>,
): Int32Array {
  const rows = { data: probabilities, classes }
  return Int32Array.from({ length: labels.length }, (_, i) => {
    const reached = Array.from({ length: classes }, (__, k) => k).filter(
      (k) => (probabilities[i * classes + k] ?? 0) >= (thresholds[k] ?? Infinity) - TOLERANCE,
    )
    return reached.length > 1 ? largestAt(rows, i) : (reached[0] ?? -1)
  })
}

/**
 * The confident joint C[given][likely]: how many examples with a label are confidently of a class;
 * at least 1 on the diagonal (Northcutt, Jiang and Chuang, "Confident Learning: Estimating
 * Uncertainty in Dataset Labels", 2021, section 3).
 */
export function confidentJoint(judged: Judged): readonly (readonly number[])[] {
  const { labels, classes } = judged
  const joint = Array.from({ length: classes }, () => Array.from({ length: classes }, () => 0))
  for (const [i, likely] of confidentClasses(judged, classThresholds(judged)).entries()) {
    const row = joint[labels[i] ?? 0]
    if (row && likely >= 0) row[likely] = (row[likely] ?? 0) + 1
  }
  return joint.map((row, k) => row.map((count, j) => (j === k ? Math.max(1, count) : count)))
}

/**
 * The joint with rows that add up to the number of examples with each label, in whole numbers: each
 * row is scaled, and the largest fractions are rounded up.
 */
export function calibratedJoint(
  joint: readonly (readonly number[])[],
  counts: readonly number[],
): readonly (readonly number[])[] {
  const all = counts.reduce((sum, count) => sum + count, 0)
  const rows = joint.map((row, k) => {
    const sum = row.reduce((total, count) => total + count, 0)
    return row.map((count) => (count / Math.max(1, sum)) * (counts[k] ?? 0))
  })
  // As in cleanlab the whole is scaled to the number of examples, which these rows already add to.
  const total = rows.flat().reduce((sum, count) => sum + count, 0)
  return rows.map((row, k) =>
    rounded(
      row.map((count) => (count / total) * all),
      counts[k] ?? 0,
    ),
  )
}

/** Whole numbers with a given sum: the largest fractions are rounded up, the first of equal ones. */
function rounded(values: readonly number[], sum: number): number[] {
  const whole = values.map((value) => Math.floor(value + 1e-9))
  const missing = sum - whole.reduce((total, value) => total + value, 0)
  const order = values
    .map((value, at) => ({ at, left: value - (whole[at] ?? 0) }))
    .sort((a, b) => b.left - a.left || a.at - b.at)
  for (const { at } of order.slice(0, Math.max(0, missing))) whole[at] = (whole[at] ?? 0) + 1
  return whole
}
