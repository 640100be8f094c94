import type { LayerOf } from '@shared/layers'
import { joinedInputs } from './broadcast'
import type { LayerImplementation } from './implementation'

export const multiply: LayerImplementation<LayerOf<'multiply'>> = (tf, call) =>
  joinedInputs(call).reduce((product, x) => tf.mul(product, x))
