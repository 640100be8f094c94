import { constantsOf, type Scale } from '../../layers/scale'
import type { LayerTrace } from './layer-trace'

/** offset + scale · x with the constants of the channel. */
export const scale: LayerTrace<Scale> = {
  unit({ layer, unit }) {
    const { scale: factor, offset } = constantsOf(layer, unit[2])
    return {
      combine: 'sum',
      bias: offset,
      terms: [{ input: 0, units: Int32Array.of(...unit), weights: Float32Array.of(factor) }],
      padding: 0,
    }
  },
  quick: {
    values({ layer, resolved, inputs: [x] }) {
      const channels = resolved.outputShape.at(-1) ?? 1
      const constants = Array.from({ length: channels }, (_, c) => constantsOf(layer, c))
      const factors = Float32Array.from(constants, ({ scale: factor }) => factor)
      return (at) => {
        const channel = at % channels
        return (constants[channel]?.offset ?? NaN) + (x?.[at] ?? NaN) * (factors[channel] ?? NaN)
      }
    },
  },
}
