/**
 * Where fastai's rules stop on a curve: indices into its points. Rates must grow by one factor.
 * Source: fastai, callback/schedule.py (valley, steep, minimum).
 */
export const RULES = { valley, steep, minimum } as const

/**
 * The longest falling subsequence of losses, a third and a sixth of its length after its start.
 * @param losses at rates that grow by one factor
 */
export function valley(losses: readonly number[]): number {
  const lengths = losses.map(() => 1)
  const at = (list: readonly number[], i: number): number => list[i] ?? NaN
  let [start, end] = [0, 0]
  for (let i = 1; i < losses.length; i++) {
    for (let j = 0; j < i; j++) {
      const falls = at(losses, i) < at(losses, j)
      if (falls && at(lengths, i) < at(lengths, j) + 1) lengths[i] = at(lengths, j) + 1
      if (at(lengths, end) < at(lengths, i)) [start, end] = [i - at(lengths, i), i]
    }
  }
  const sections = (end - start) / 3
  return Math.min(
    losses.length - 1,
    Math.max(0, start + Math.trunc(sections) + Math.trunc(sections / 2)),
  )
}

/** Where the loss falls most for a step of the rate's logarithm. */
export function steep(losses: readonly number[], rates: readonly number[]): number {
  const slopes = losses
    .slice(1)
    .map(
      (loss, i) =>
        (loss - (losses[i] ?? NaN)) / (Math.log(rates[i + 1] ?? NaN) - Math.log(rates[i] ?? NaN)),
    )
  return slopes.indexOf(Math.min(...slopes))
}

/** Where the loss is lowest; the rule takes a tenth of the rate there. */
export function minimum(losses: readonly number[]): number {
  return losses.indexOf(Math.min(...losses))
}
