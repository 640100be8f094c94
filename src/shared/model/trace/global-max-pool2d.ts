import { mapInput } from '../../layers/definition'
import type { GlobalMaxPool2d } from '../../layers/global-max-pool2d'
import type { LayerTrace } from './layer-trace'
import { unitsOf, wholeMap } from './window'

/** The largest value of the whole map. */
export const globalMaxPool2d: LayerTrace<GlobalMaxPool2d> = {
  unit({ resolved, unit: [, , channel] }) {
    const cells = wholeMap(mapInput(resolved.inputShapes))
    return { combine: 'max', terms: [{ input: 0, units: unitsOf(cells, channel) }], padding: 0 }
  },
  quick: null,
}
