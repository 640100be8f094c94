/** What the values of a group are normalised by: their mean, and 1 / √(variance + ε). */
export interface Moments {
  readonly mean: number
  readonly rate: number
}

/** Of some values, in their order and in double precision. */
export function momentsOf(values: Float64Array, epsilon: number): Moments {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance =
    values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length
  return { mean, rate: 1 / Math.sqrt(variance + epsilon) }
}

/** γ · (x − mean) · rate + β. */
export const normalised = (
  value: number,
  { mean, rate }: Moments,
  factor: number,
  bias: number,
): number => (value - mean) * rate * factor + bias

/** What divides a value: (k + α · Σ x²)^β. */
export const responseOf = (
  values: Float64Array,
  { k, alpha, beta }: { readonly k: number; readonly alpha: number; readonly beta: number },
): number => Math.pow(k + alpha * values.reduce((sum, value) => sum + value * value, 0), beta)
