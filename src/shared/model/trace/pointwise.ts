import type { Layer } from '../../layers'
import type { TraceCall } from './arithmetic'
import { batchNormFactors } from './batch-norm'
import { FUNCTIONS } from './activation'

/** The value of a layer's output at an index; channels run fastest. */
export type ValueAt = (index: number) => number

type PointwiseCall = Pick<TraceCall<Layer>, 'layer' | 'resolved' | 'weight'> & {
  /** Values of the layer's inputs, channels running fastest. */
  readonly inputs: readonly (Float32Array | Float64Array)[]
}

/**
 * A layer whose every value comes from the values at the same index of its inputs, in one line
 * each: the same numbers as by `arithmeticOf`. Nothing for any other layer.
 */
export function pointwise({ layer, resolved, inputs, weight }: PointwiseCall): ValueAt | undefined {
  const [x = new Float64Array()] = inputs
  switch (layer.kind) {
    case 'activation': {
      const f = FUNCTIONS[layer.function]
      return (at) => f(x[at] ?? NaN)
    }
    case 'batchNorm': {
      const channels = resolved.outputShape.at(-1) ?? 1
      const factors = Array.from({ length: channels }, (_, channel) =>
        batchNormFactors(layer, channel, weight),
      )
      const [scales, biases] = [
        Float32Array.from(factors, ({ scale }) => scale),
        Float64Array.from(factors, ({ bias }) => bias),
      ]
      return (at) =>
        (biases[at % channels] ?? NaN) + (x[at] ?? NaN) * (scales[at % channels] ?? NaN)
    }
    case 'add':
      return (at) => inputs.reduce((sum, values) => sum + (values[at] ?? NaN), 0)
    // A vector has its numbers in the order in which a map has them.
    case 'flatten':
    case 'dropout':
      return (at) => x[at] ?? NaN
    default:
      return undefined
  }
}
