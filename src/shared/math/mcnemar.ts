/** Two classifiers on the same examples. */
export interface PairedAnswers {
  readonly both: number
  readonly onlyFirst: number
  readonly onlySecond: number
  readonly neither: number
}

/**
 * McNemar's exact test: how often two equally good classifiers would differ at least this much. Of
 * the examples that only one of them has right, each is a fair coin: the two-sided binomial
 * probability (McNemar, "Note on the sampling error of the difference between correlated
 * proportions", 1947; its exact form).
 * @returns 0…1; 1 where they never differ
 */
export function mcnemarExact({
  onlyFirst,
  onlySecond,
}: Pick<PairedAnswers, 'onlyFirst' | 'onlySecond'>): number {
  const tosses = onlyFirst + onlySecond
  const fewer = Math.min(onlyFirst, onlySecond)
  // ln of C(n, k) / 2ⁿ, from k = fewer down: the greatest term first, so small ones can end the sum.
  let term = logBinomial(tosses, fewer) - tosses * Math.LN2
  let sum = 0
  for (let k = fewer; k >= 0; k--) {
    const share = Math.exp(term)
    sum += share
    if (share < sum * 1e-18) break
    term += Math.log(k) - Math.log(tosses - k + 1)
  }
  return Math.min(1, 2 * sum)
}

/** ln C(n, k), as a sum over the smaller side. */
function logBinomial(n: number, k: number): number {
  let sum = 0
  for (let i = 1; i <= k; i++) sum += Math.log(n - k + i) - Math.log(i)
  return sum
}
