import type { LayerOf } from '@shared/layers'
import { elements } from '@shared/layers/definition'
import { onlyInput, type LayerImplementation } from './implementation'

export const flatten: LayerImplementation<LayerOf<'flatten'>> = (tf, call) =>
  tf.reshape(onlyInput(call), [-1, elements(call.inputShapes[0] ?? [])])
