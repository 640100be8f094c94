import type { AvgPool2d } from '../../layers/avg-pool2d'
import { mapInput } from '../../layers/definition'
import { averagedCells, poolWindow } from '../../layers/pooling'
import { meanOf } from './arithmetic'
import type { LayerTrace } from './layer-trace'
import { coveredCells, unitsOf } from './window'

/** Σ input ÷ n, with n the window's cells, or those of them that lie on the map. */
export const avgPool2d: LayerTrace<AvgPool2d> = {
  unit({ layer, resolved, unit: [i, j, channel] }) {
    const input = mapInput(resolved.inputShapes)
    const { cells, padding } = coveredCells(poolWindow(layer, input), [input[0], input[1]], [i, j])
    const counted = averagedCells(layer, input)
    return { ...meanOf(unitsOf(cells, channel), counted(0, i) * counted(1, j)), padding }
  },
  quick: null,
}
