import type { BatchNorm } from '../../layers/batch-norm'
import type { TraceCall } from './arithmetic'
import type { LayerTrace } from './layer-trace'

/**
 * γ · (x − mean) / √(variance + ε) + β with the running statistics, written as one product and a
 * bias: (γ/√(variance + ε)) · x + (β − γ · mean/√(variance + ε)).
 */
export const batchNorm: LayerTrace<BatchNorm> = {
  unit({ layer, unit, weight }) {
    const { scale, bias } = factorsOf(layer, unit[2], weight)
    return {
      combine: 'sum',
      bias,
      terms: [{ input: 0, units: Int32Array.of(...unit), weights: Float32Array.of(scale) }],
      padding: 0,
    }
  },
  quick: {
    values({ layer, resolved, weight, inputs: [x] }) {
      const channels = resolved.outputShape.at(-1) ?? 1
      const factors = Array.from({ length: channels }, (_, channel) =>
        factorsOf(layer, channel, weight),
      )
      const [scales, biases] = [
        Float32Array.from(factors, ({ scale }) => scale),
        Float64Array.from(factors, ({ bias }) => bias),
      ]
      return (at) =>
        (biases[at % channels] ?? NaN) + (x?.[at] ?? NaN) * (scales[at % channels] ?? NaN)
    },
  },
}

/** What a channel is multiplied by, and what is added then. */
function factorsOf(
  { epsilon }: BatchNorm,
  channel: number,
  weight: TraceCall<BatchNorm>['weight'],
): { readonly scale: number; readonly bias: number } {
  const of = (name: 'gamma' | 'beta' | 'mean' | 'variance'): number =>
    weight(name).data[channel] ?? NaN
  const scale = of('gamma') / Math.sqrt(of('variance') + epsilon)
  return { scale, bias: of('beta') - scale * of('mean') }
}
