import type { Layer } from '../../layers'

const SIGMOIDS: readonly string[] = ['sigmoid', 'tanh', 'scaledTanh']

/** Whether a layer is an activation that is flat at both ends. */
export const isSigmoid = (layer: Layer): boolean =>
  'function' in layer && SIGMOIDS.includes(layer.function)
