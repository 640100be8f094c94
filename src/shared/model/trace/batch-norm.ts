import type { BatchNorm } from '../../layers/batch-norm'
import type { TraceStep } from './arithmetic'

/**
 * γ · (x − mean) / √(variance + ε) + β with the running statistics, written as one product and a bias:
 * (γ/√(variance + ε)) · x + (β − γ · mean/√(variance + ε)).
 */
export const batchNorm: TraceStep<BatchNorm> = ({ layer, unit, weight }) => {
  const [, , channel] = unit
  const of = (name: 'gamma' | 'beta' | 'mean' | 'variance'): number => weight(name).data[channel] ?? NaN
  const scale = of('gamma') / Math.sqrt(of('variance') + layer.epsilon)
  return { combine: 'sum', bias: of('beta') - scale * of('mean'), terms: [{ input: 0, units: Int32Array.of(...unit), weights: Float32Array.of(scale) }], padding: 0 }
}
