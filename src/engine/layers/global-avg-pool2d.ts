import type { LayerOf } from '@shared/layers'
import { onlyInput, type LayerImplementation } from './implementation'

export const globalAvgPool2d: LayerImplementation<LayerOf<'globalAvgPool2d'>> = (tf, call) =>
  tf.mean(onlyInput(call), [1, 2], call.layer.keepDims)
