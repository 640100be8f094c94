import type { Prelu } from '../../layers/prelu'
import type { TraceCall } from './arithmetic'
import { FUNCTIONS } from './functions'
import type { LayerTrace } from './layer-trace'

/** A leaky ReLU with the channel's own slope. */
export const prelu: LayerTrace<Prelu> = {
  unit: ({ unit, weight }) => ({
    combine: 'function',
    function: 'leakyRelu',
    number: slopeOf(weight)(unit[2]),
    terms: [{ input: 0, units: Int32Array.of(...unit) }],
    padding: 0,
  }),
  quick: {
    values({ weight, resolved, inputs: [x] }) {
      const [slope, channels] = [slopeOf(weight), resolved.outputShape.at(-1) ?? 1]
      return (at) => FUNCTIONS.leakyRelu(x?.[at] ?? NaN, slope(at % channels))
    },
  },
}

/** The slope of a channel; a shared one is that of every channel. */
function slopeOf(weight: TraceCall<Prelu>['weight']): (channel: number) => number {
  const { data } = weight('slope')
  return (channel) => data[data.length === 1 ? 0 : channel] ?? NaN
}
