import { mapInput } from '../../layers/definition'
import type { GlobalAvgPool2d } from '../../layers/global-avg-pool2d'
import { meanOf } from './arithmetic'
import type { LayerTrace } from './layer-trace'
import { unitsOf, wholeMap } from './window'

/** Σ input ÷ n over the whole map. */
export const globalAvgPool2d: LayerTrace<GlobalAvgPool2d> = {
  unit({ resolved, unit: [, , channel] }) {
    const cells = wholeMap(mapInput(resolved.inputShapes))
    return meanOf(unitsOf(cells, channel), cells.length)
  },
  quick: null,
}
