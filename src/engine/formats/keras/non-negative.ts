import { traitsOf } from '@shared/layers'
import type { ResolvedModel } from '@shared/model/resolve'

/**
 * Ids of the layers whose outputs are never negative. The network's input is not among them,
 * because it may be normalised.
 */
export function nonNegativeLayers(model: ResolvedModel): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const { layer, inputs } of model.layers) {
    if (
      traitsOf(layer).nonNegative(
        layer,
        inputs.every((id) => ids.has(id)),
      )
    )
      ids.add(layer.id)
  }
  return ids
}
