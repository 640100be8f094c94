import type { Dropout } from '../../layers/dropout'
import { handedOn } from './arithmetic'
import type { LayerTrace } from './layer-trace'

/** Outside training, dropout passes its input on. */
export const dropout: LayerTrace<Dropout> = {
  unit: ({ unit }) => handedOn(unit),
  quick: {
    values:
      ({ inputs: [x] }) =>
      (at) =>
        x?.[at] ?? NaN,
  },
}
