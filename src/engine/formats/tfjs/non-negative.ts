import type { Layer } from '@shared/layers'
import type { ResolvedModel } from '@shared/model/resolve'

/** Whether a layer gives no negative value; `inputs` says the same of all that it reads. */
export function staysNonNegative(
  layer: Pick<Layer, 'kind'> & { readonly function?: string },
  inputs: boolean,
): boolean {
  switch (layer.kind) {
    case 'activation':
      return (
        ['relu', 'relu6', 'sigmoid', 'softplus'].includes(layer.function ?? '') ||
        (layer.function === 'linear' && inputs)
      )
    case 'softmax':
      return true
    case 'conv2d':
    case 'dense':
    case 'batchNorm':
      return false
    default:
      return inputs
  }
}

/**
 * Ids of the layers whose outputs are never negative. The network's input is not counted: it may be
 * normalised.
 */
export function nonNegativeLayers(model: ResolvedModel): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const { layer, inputs } of model.layers) {
    if (
      staysNonNegative(
        layer,
        inputs.every((id) => ids.has(id)),
      )
    )
      ids.add(layer.id)
  }
  return ids
}
