/** A repeated measurement: the median and the range. */
export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
}

/**
 * The value below which a share of the values is, linear between neighbours (the usual definition
 * of NumPy and R).
 * @param share 0 for the least, 0.5 for the median, 1 for the greatest; NaN for no values
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = share * (sorted.length - 1)
  const [low, high] = [sorted[Math.floor(at)] ?? NaN, sorted[Math.ceil(at)] ?? NaN]
  return low + (high - low) * (at - Math.floor(at))
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

export const spread = (values: readonly number[]): Spread => ({
  median: median(values),
  min: quantile(values, 0),
  max: quantile(values, 1),
})

/** Significant digits that a repeated timing deserves. */
export const rounded = (value: number, digits = 4): number =>
  Number.isFinite(value) ? Number(value.toPrecision(digits)) : value

export const roundedSpread = ({ median, min, max }: Spread, digits = 4): Spread => ({
  median: rounded(median, digits),
  min: rounded(min, digits),
  max: rounded(max, digits),
})

/** Milliseconds of each of some repetitions, after a few that warm up. */
export function timesOf(repetitions: number, work: () => unknown): number[] {
  for (let i = 0; i < 5; i += 1) work()
  return Array.from({ length: repetitions }, () => {
    const started = performance.now()
    work()
    return performance.now() - started
  })
}
