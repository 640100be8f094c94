import { conv2dWindow, type Conv2d } from '../../layers/conv2d'
import type { Dense } from '../../layers/dense'
import { mapInput } from '../../layers/definition'
import type { Pair } from '../../math/geometry'
import type { TraceCall } from './arithmetic'
import { coveredCells } from './window'

/** A layer whose units are sums of products. */
export interface Sums {
  /** Products of one unit, at most. */
  readonly terms: number
  /**
   * Computes channels first … last at one place, all at once, into `sums` (the first of them at 0).
   * @returns how many products that took
   */
  readonly at: (place: Pair, channels: Pair, sums: Float64Array) => number
}

type SumsCall<L extends Conv2d | Dense> = Omit<TraceCall<L>, 'unit'> & {
  /** Values of the layer's input, channels running fastest. */
  readonly input: Float32Array | Float64Array
}

/**
 * A convolution in loops over typed arrays in which neighbouring channels lie beside each other.
 * Each sum has its terms in the order of `arithmeticOf`, so that it comes out the same to the bit
 * as unit by unit, a hundred times as fast.
 */
export function convolutionSums({ layer, resolved, weight, input }: SumsCall<Conv2d>): Sums {
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

/** A dense layer, in the same way. */
export function denseSums({ layer, weight, input }: SumsCall<Dense>): Sums {
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
