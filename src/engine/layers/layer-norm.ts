import type { LayerOf } from '@shared/layers'
import { onlyInput, type LayerImplementation } from './implementation'
import { affine, normalised } from './normalising'

export const layerNorm: LayerImplementation<LayerOf<'layerNorm'>> = (tf, call) => {
  const x = onlyInput(call)
  return affine(tf, normalised(tf, x, [x.rank - 1], call.layer.epsilon), call)
}
