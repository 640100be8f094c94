/**
 * The smallest of the values below or at which at least a share of them lies.
 * @param share above 0, up to 1
 */
export function upperQuantile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort()
  return (
    sorted[Math.min(sorted.length, Math.max(1, Math.ceil(share * sorted.length - 1e-9))) - 1] ?? NaN
  )
}
