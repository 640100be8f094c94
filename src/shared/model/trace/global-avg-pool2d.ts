import { mapInput } from '../../layers/definition'
import type { GlobalAvgPool2d } from '../../layers/global-avg-pool2d'
import { meanOf } from './arithmetic'
import type { LayerTrace } from './layer-trace'
import { unitsOf } from './window'

/** Σ input ÷ n over the whole map. */
export const globalAvgPool2d: LayerTrace<GlobalAvgPool2d> = {
  unit({ resolved, unit: [, , channel] }) {
    const [height, width] = mapInput(resolved.inputShapes)
    const cells = Array.from({ length: height * width }, (_, at) => ({
      row: Math.floor(at / width),
      column: at % width,
    }))
    return meanOf(unitsOf(cells, channel), cells.length)
  },
  quick: null,
}
