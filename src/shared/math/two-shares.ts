/** 97.5 % of a normal distribution are below this many standard deviations. */
const Z = 1.959964

export interface ShareDifference {
  /** Second share minus first. */
  readonly difference: number
  /** The 95 % interval of that difference, for other examples. */
  readonly low: number
  readonly high: number
}

/**
 * How far two shares of right answers differ, each of `count` examples, and how much of that chance
 * can explain: the interval of Agresti and Caffo ("Simple and Effective Confidence Intervals for
 * Proportions and Differences of Proportions", 2000), which adds one right and one wrong answer to
 * each side. Both answering the same examples makes it, if anything, too wide.
 * @param first and `second` are 0…1
 */
export function differenceOfShares(first: number, second: number, count: number): ShareDifference {
  const [p, q] = [first, second].map((share) => (share * count + 1) / (count + 2)) as [
    number,
    number,
  ]
  const error = Z * Math.sqrt((p * (1 - p) + q * (1 - q)) / (count + 2))
  return { difference: second - first, low: q - p - error, high: q - p + error }
}
