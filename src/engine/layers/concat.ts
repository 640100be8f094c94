import type { LayerOf } from '@shared/layers'
import type { LayerImplementation } from './implementation'

export const concat: LayerImplementation<LayerOf<'concat'>> = (tf, call) =>
  tf.concat([...call.inputs], -1)
