import type { Activation } from '../../layers/activation'
import { FUNCTIONS } from './functions'
import type { LayerTrace } from './layer-trace'

/** f of the one value at the same place. */
export const activation: LayerTrace<Activation> = {
  unit: ({ layer, unit }) => ({
    combine: 'function',
    function: layer.function,
    terms: [{ input: 0, units: Int32Array.of(...unit) }],
    padding: 0,
  }),
  quick: {
    values({ layer, inputs: [x] }) {
      const f = FUNCTIONS[layer.function]
      return (at) => f(x?.[at] ?? NaN)
    },
  },
}
