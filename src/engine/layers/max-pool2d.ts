import type { LayerOf } from '@shared/layers'
import type { LayerImplementation } from './implementation'
import { mapOf, mutable, padded, windowOf } from './pooling'

export const maxPool2d: LayerImplementation<LayerOf<'maxPool2d'>> = (tf, call) => {
  const window = windowOf(call)
  return tf.maxPool(
    padded(tf, mapOf(call), window, -Infinity),
    mutable(window.kernel),
    mutable(window.stride),
    'valid',
  )
}
