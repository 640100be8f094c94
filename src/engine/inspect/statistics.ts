import type { LayerStatistics } from '@shared/contract/inspect'

type Numbers = Pick<LayerStatistics, 'min' | 'max' | 'mean' | 'standardDeviation' | 'sparsity'>

/**
 * Minimum, maximum, mean and (population) standard deviation of the finite values, and the share of
 * exact zeros among all. It takes two passes in double precision, so that a large mean doesn't cost
 * the deviation its precision.
 */
export function statistics(values: Float32Array): Numbers {
  let [min, max, sum, zeros, finite] = [Infinity, -Infinity, 0, 0, 0]
  for (const value of values) {
    if (value === 0) zeros += 1
    if (!Number.isFinite(value)) continue
    finite += 1
    sum += value
    if (value < min) min = value
    if (value > max) max = value
  }
  if (finite === 0) return { min: 0, max: 0, mean: 0, standardDeviation: 0, sparsity: 0 }
  const mean = sum / finite
  let squares = 0
  for (const value of values) if (Number.isFinite(value)) squares += (value - mean) ** 2
  return {
    min,
    max,
    mean,
    standardDeviation: Math.sqrt(squares / finite),
    sparsity: zeros / values.length,
  }
}
