import type { Multiply } from '../../layers/multiply'
import { joinedTerms, joinedValues } from './broadcast'
import type { LayerTrace } from './layer-trace'

/** Π over the inputs of the value at the same place. */
export const multiply: LayerTrace<Multiply> = {
  unit: ({ resolved, unit }) => ({
    combine: 'product',
    terms: joinedTerms(resolved, unit),
    padding: 0,
  }),
  quick: {
    values(call) {
      const inputs = joinedValues(call)
      return (at) => inputs.reduce((product, valueAt) => product * valueAt(at), 1)
    },
  },
}
