import type { Concat } from '../../layers/concat'
import { handedOn } from './arithmetic'
import type { LayerTrace } from './layer-trace'

/** The value of the one input whose channel it is. */
export const concat: LayerTrace<Concat> = {
  unit({ resolved, unit: [row, column, channel] }) {
    let before = 0
    for (const [input, shape] of resolved.inputShapes.entries()) {
      const channels = shape.at(-1) ?? 0
      if (channel < before + channels) return handedOn([row, column, channel - before], input)
      before += channels
    }
    return handedOn([row, column, channel])
  },
  quick: null,
}
