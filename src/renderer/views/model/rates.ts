/** Multiply-accumulates a second in training, by device; the newest last. */
export type Rates = Record<string, number>

export const newestRate = (rates: Rates): number | undefined => Object.values(rates).at(-1)

export function withRate(rates: Rates, device: string, rate: number): Rates {
  const { [device]: _before, ...others } = rates
  return { ...others, [device]: rate }
}
