import type { LayerNorm } from '../../layers/layer-norm'
import type { LayerTrace } from './layer-trace'
import { normalising } from './normalising'

/** The channels of a place are normalised together. */
export const layerNorm: LayerTrace<LayerNorm> = normalising((_, input) => {
  const channels = input.at(-1) ?? 1
  return {
    groupOf: (index) => Math.floor(index / channels),
    indices: (group) => Int32Array.from({ length: channels }, (__, c) => group * channels + c),
  }
})
