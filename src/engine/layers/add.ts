import type { LayerOf } from '@shared/layers'
import type { LayerImplementation } from './implementation'

export const add: LayerImplementation<LayerOf<'add'>> = (tf, call) => tf.addN([...call.inputs])
