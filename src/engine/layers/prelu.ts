import type { LayerOf } from '@shared/layers'
import { onlyInput, type LayerImplementation } from './implementation'

export const prelu: LayerImplementation<LayerOf<'prelu'>> = (tf, call) =>
  tf.prelu(onlyInput(call), call.weight('slope'))
