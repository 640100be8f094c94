import type { Dense } from '../../layers/dense'
import type { TraceStep } from './arithmetic'

/** bias + Σ_i weight[i, o] · input[i]. */
export const dense: TraceStep<Dense> = ({ layer, unit: [, , output], weight }) => {
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
