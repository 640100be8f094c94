import { mapInput } from '../../layers/definition'
import type { MaxPool2d } from '../../layers/max-pool2d'
import { poolWindow } from '../../layers/pooling'
import type { LayerTrace } from './layer-trace'
import { coveredCells, unitsOf } from './window'

/** The largest value that the window covers; padding never wins. */
export const maxPool2d: LayerTrace<MaxPool2d> = {
  unit({ layer, resolved, unit: [i, j, channel] }) {
    const input = mapInput(resolved.inputShapes)
    const { cells, padding } = coveredCells(poolWindow(layer, input), [input[0], input[1]], [i, j])
    return { combine: 'max', terms: [{ input: 0, units: unitsOf(cells, channel) }], padding }
  },
  quick: null,
}
