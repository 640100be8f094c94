import { conv2dWindow, type Conv2d } from '../../layers/conv2d'
import { mapInput } from '../../layers/definition'
import type { Arithmetic, TraceCall } from './arithmetic'
import type { LayerCall, LayerTrace, Sums } from './layer-trace'
import { coveredCells } from './window'

/**
 * bias + Σ_c Σ_a Σ_b weight[a, b, c, o] · input[i·s − p + a·α, j·s − p + b·α, c] over the channels
 * c of the unit's group.
 */
export const conv2d: LayerTrace<Conv2d> = { unit: unitOf, quick: { sums: sumsOf } }

function unitOf({ layer, resolved, unit: [i, j, output], weight }: TraceCall<Conv2d>): Arithmetic {
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

/**
 * A convolution in loops over typed arrays in which neighbouring channels are adjacent. Each sum
 * has its terms in the order of `arithmeticOf`, so that it is bit-identical to the sum unit by
 * unit, and a hundred times as fast.
 */
function sumsOf({
  layer,
  resolved,
  weight,
  inputs: [input = new Float64Array()],
}: LayerCall<Conv2d>): Sums {
  const [height, width, inputs] = mapInput(resolved.inputShapes)
  const window = conv2dWindow(layer, [height, width, inputs])
  const { shape, data } = weight('weight')
  const [, columns = 1, channels = 1, outputs = 1] = shape
  const bias = layer.bias ? weight('bias').data : undefined
  const perGroup = outputs / layer.groups
  const at: Sums['at'] = (place, [first, last], sums) => {
    for (let o = first; o <= last; o += 1) sums[o - first] = bias?.[o] ?? 0
    const { cells } = coveredCells(window, [height, width], place)
    for (const {
      row,
      column,
      tap: [a, b],
    } of cells) {
      for (
        let group = Math.floor(first / perGroup);
        group <= Math.floor(last / perGroup);
        group += 1
      ) {
        const [from, to] = [
          Math.max(first, group * perGroup),
          Math.min(last, (group + 1) * perGroup - 1),
        ]
        const pixel = (row * width + column) * inputs + group * channels
        for (let c = 0; c < channels; c += 1) {
          const value = input[pixel + c] ?? NaN
          const weights = ((a * columns + b) * channels + c) * outputs
          for (let o = from; o <= to; o += 1)
            sums[o - first] = (sums[o - first] ?? 0) + value * (data[weights + o] ?? NaN)
        }
      }
    }
    return cells.length * channels * (last - first + 1)
  }
  return { terms: window.kernel[0] * window.kernel[1] * channels, at }
}
