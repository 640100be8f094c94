import type { LayerOf } from '@shared/layers'
import { onlyInput, type LayerImplementation } from './implementation'

export const softmax: LayerImplementation<LayerOf<'softmax'>> = (tf, call) =>
  tf.softmax(onlyInput(call))
