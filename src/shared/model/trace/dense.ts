import type { Dense } from '../../layers/dense'
import type { Arithmetic, TraceCall } from './arithmetic'
import type { LayerCall, LayerTrace, Sums } from './layer-trace'

/** bias + Σ_i weight[i, o] · input[i]. */
export const dense: LayerTrace<Dense> = { unit: unitOf, quick: { sums: sumsOf } }

function unitOf({ layer, unit: [, , output], weight }: TraceCall<Dense>): Arithmetic {
  const { shape, data } = weight('weight')
  const [inputs = 0, outputs = 1] = shape
  const units = new Int32Array(inputs * 3)
  const weights = new Float32Array(inputs)
  for (let i = 0; i < inputs; i += 1) {
    units[3 * i + 2] = i
    weights[i] = data[i * outputs + output] ?? NaN
  }
  return {
    combine: 'sum',
    bias: layer.bias ? (weight('bias').data[output] ?? NaN) : 0,
    terms: [{ input: 0, units, weights }],
    padding: 0,
  }
}

/** All units at once, as {@link unitOf}. */
function sumsOf({ layer, weight, inputs: [input = new Float64Array()] }: LayerCall<Dense>): Sums {
  const { shape, data } = weight('weight')
  const [inputs = 0, outputs = 1] = shape
  const bias = layer.bias ? weight('bias').data : undefined
  const at: Sums['at'] = (_, [first, last], sums) => {
    for (let o = first; o <= last; o += 1) sums[o - first] = bias?.[o] ?? 0
    for (let i = 0; i < inputs; i += 1) {
      const value = input[i] ?? NaN
      for (let o = first; o <= last; o += 1)
        sums[o - first] = (sums[o - first] ?? 0) + value * (data[i * outputs + o] ?? NaN)
    }
    return inputs * (last - first + 1)
  }
  return { terms: inputs, at }
}
