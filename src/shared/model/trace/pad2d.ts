import { mapInput } from '../../layers/definition'
import { pad2dSides, pad2dTaps, type Pad2d } from '../../layers/pad2d'
import { handedOn } from './arithmetic'
import type { LayerTrace } from './layer-trace'

/** The value of the cell that stands there, or the constant around the map. */
export const pad2d: LayerTrace<Pad2d> = {
  unit({ layer, resolved, unit: [i, j, channel] }) {
    const input = mapInput(resolved.inputShapes)
    const taps = pad2dTaps(layer, input)
    if (taps) {
      const [[[row] = [0]], [[column] = [0]]] = [taps[0].of(i), taps[1].of(j)]
      return handedOn([row, column, channel])
    }
    const [[top], [left]] = pad2dSides(layer)
    const [row, column] = [i - top, j - left]
    return row >= 0 && column >= 0 && row < input[0] && column < input[1]
      ? handedOn([row, column, channel])
      : { combine: 'sum', bias: layer.value, terms: [], padding: 1 }
  },
  quick: null,
}
