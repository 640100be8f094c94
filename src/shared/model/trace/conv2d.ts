import { conv2dWindow, type Conv2d } from '../../layers/conv2d'
import { mapInput } from '../../layers/definition'
import type { TraceStep } from './arithmetic'
import { coveredCells } from './window'

/**
 * bias + Σ_c Σ_a Σ_b weight[a, b, c, o] · input[i·s − p + a·α, j·s − p + b·α, c] over the channels
 * c of the unit's group.
 */
export const conv2d: TraceStep<Conv2d> = ({ layer, resolved, unit: [i, j, output], weight }) => {
  const input = mapInput(resolved.inputShapes)
  const { cells, padding } = coveredCells(conv2dWindow(layer, input), [input[0], input[1]], [i, j])
  const { shape, data } = weight('weight')
  const [, columns = 1, channels = 1, outputs = 1] = shape
  const firstChannel = Math.floor(output / (outputs / layer.groups)) * channels
  const units = new Int32Array(cells.length * channels * 3)
  const weights = new Float32Array(cells.length * channels)
  cells.forEach(({ row, column, tap: [a, b] }, cell) => {
    for (let c = 0; c < channels; c += 1) {
      const at = cell * channels + c
      units[3 * at] = row
      units[3 * at + 1] = column
      units[3 * at + 2] = firstChannel + c
      weights[at] = data[((a * columns + b) * channels + c) * outputs + output] ?? NaN
    }
  })
  const bias = layer.bias ? (weight('bias').data[output] ?? NaN) : 0
  return {
    combine: 'sum',
    bias,
    terms: [{ input: 0, units, weights }],
    padding: padding * channels,
  }
}
