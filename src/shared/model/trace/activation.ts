import { numberOf, type Activation } from '../../layers/activation'
import { FUNCTIONS } from './functions'
import type { LayerTrace } from './layer-trace'

/** f of the one value at the same place. */
export const activation: LayerTrace<Activation> = {
  unit: ({ layer, unit }) => ({
    combine: 'function',
    function: layer.function,
    number: numberOf(layer),
    terms: [{ input: 0, units: Int32Array.of(...unit) }],
    padding: 0,
  }),
  quick: {
    values({ layer, inputs: [x] }) {
      const [f, number] = [FUNCTIONS[layer.function], numberOf(layer)]
      return (at) => f(x?.[at] ?? NaN, number)
    },
  },
}
