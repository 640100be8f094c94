import { crop2dSides, type Crop2d } from '../../layers/crop2d'
import { handedOn } from './arithmetic'
import type { LayerTrace } from './layer-trace'

/** The value of the cell that is left. */
export const crop2d: LayerTrace<Crop2d> = {
  unit({ layer, unit: [row, column, channel] }) {
    const [[top], [left]] = crop2dSides(layer)
    return handedOn([row + top, column + left, channel])
  },
  quick: null,
}
