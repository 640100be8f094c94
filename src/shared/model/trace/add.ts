import type { Add } from '../../layers/add'
import type { LayerTrace } from './layer-trace'

/** Σ over the inputs of the value at the same place. */
export const add: LayerTrace<Add> = {
  unit: ({ resolved, unit }) => ({
    combine: 'sum',
    bias: 0,
    terms: resolved.inputShapes.map((_, input) => ({ input, units: Int32Array.of(...unit) })),
    padding: 0,
  }),
  quick: {
    values:
      ({ inputs }) =>
      (at) =>
        inputs.reduce((sum, values) => sum + (values[at] ?? NaN), 0),
  },
}
