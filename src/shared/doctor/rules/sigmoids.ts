import type { Layer } from '../../layers'

/** Whether a layer is an activation that is flat at both ends. */
export const isSigmoid = (layer: Layer): boolean =>
  layer.kind === 'activation' &&
  (layer.function === 'sigmoid' || layer.function === 'tanh' || layer.function === 'scaledTanh')
