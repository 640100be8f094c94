import type { BatchNorm } from '../../layers/batch-norm'
import type { TraceCall, TraceStep } from './arithmetic'

/**
 * γ · (x − mean) / √(variance + ε) + β with the running statistics, written as one product and a
 * bias: (γ/√(variance + ε)) · x + (β − γ · mean/√(variance + ε)).
 */
export const batchNorm: TraceStep<BatchNorm> = ({ layer, unit, weight }) => {
  const { scale, bias } = batchNormFactors(layer, unit[2], weight)
  return {
    combine: 'sum',
    bias,
    terms: [{ input: 0, units: Int32Array.of(...unit), weights: Float32Array.of(scale) }],
    padding: 0,
  }
}

/** What a channel is multiplied by, and what is added then. */
export function batchNormFactors(
  { epsilon }: BatchNorm,
  channel: number,
  weight: TraceCall<BatchNorm>['weight'],
): { readonly scale: number; readonly bias: number } {
  const of = (name: 'gamma' | 'beta' | 'mean' | 'variance'): number =>
    weight(name).data[channel] ?? NaN
  const scale = of('gamma') / Math.sqrt(of('variance') + epsilon)
  return { scale, bias: of('beta') - scale * of('mean') }
}
