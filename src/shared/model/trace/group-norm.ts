import { elements } from '../../layers/definition'
import type { GroupNorm } from '../../layers/group-norm'
import type { LayerTrace } from './layer-trace'
import { normalising } from './normalising'

/** Neighbouring channels are normalised together, over the whole map. */
export const groupNorm: LayerTrace<GroupNorm> = normalising(({ groups }, input) => {
  const channels = input.at(-1) ?? 1
  const size = channels / groups
  return {
    groupOf: (index) => Math.floor((index % channels) / size),
    indices: (group) =>
      Int32Array.from(
        { length: elements(input) / groups },
        (_, n) => Math.floor(n / size) * channels + group * size + (n % size),
      ),
  }
})
