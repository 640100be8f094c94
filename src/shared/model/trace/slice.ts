import type { Slice } from '../../layers/slice'
import { handedOn } from './arithmetic'
import type { LayerTrace } from './layer-trace'

/** The value `from` channels further on. */
export const slice: LayerTrace<Slice> = {
  unit: ({ layer, unit: [row, column, channel] }) => handedOn([row, column, channel + layer.from]),
  quick: null,
}
