import type { AdaptiveMaxPool2d } from '../../layers/adaptive-max-pool2d'
import { adaptiveAxes } from '../../layers/adaptive-pooling'
import { mapInput } from '../../layers/definition'
import type { LayerTrace } from './layer-trace'
import { unitsOf } from './window'

/** The largest value of the unit's own window. */
export const adaptiveMaxPool2d: LayerTrace<AdaptiveMaxPool2d> = {
  unit({ layer, resolved, unit: [i, j, channel] }) {
    const [rows, columns] = adaptiveAxes(layer, mapInput(resolved.inputShapes))
    const cells = rows.of(i).flatMap(([row]) => columns.of(j).map(([column]) => ({ row, column })))
    return { combine: 'max', terms: [{ input: 0, units: unitsOf(cells, channel) }], padding: 0 }
  },
  quick: null,
}
