import type { Softmax } from '../../layers/softmax'
import type { LayerTrace } from './layer-trace'

/** exp(own) ÷ Σ exp over all channels at the place. */
export const softmax: LayerTrace<Softmax> = {
  unit({ resolved, unit: [row, column, channel] }) {
    const channels = resolved.outputShape.at(-1) ?? 1
    const units = Int32Array.from(
      Array.from({ length: channels }, (_, c) => [row, column, c]).flat(),
    )
    return { combine: 'softmax', own: channel, terms: [{ input: 0, units }], padding: 0 }
  },
  quick: null,
}
