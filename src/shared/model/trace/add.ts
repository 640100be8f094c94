import type { Add } from '../../layers/add'
import { joinedTerms, joinedValues } from './broadcast'
import type { LayerTrace } from './layer-trace'

/** Σ over the inputs of the value at the same place. */
export const add: LayerTrace<Add> = {
  unit: ({ resolved, unit }) => ({
    combine: 'sum',
    bias: 0,
    terms: joinedTerms(resolved, unit),
    padding: 0,
  }),
  quick: {
    values(call) {
      const inputs = joinedValues(call)
      return (at) => inputs.reduce((sum, valueAt) => sum + valueAt(at), 0)
    },
  },
}
