import type { Tensor4D } from '@tensorflow/tfjs'
import type { LayerOf } from '@shared/layers'
import { adaptiveAxes, adaptiveWindow } from '@shared/layers/adaptive-pooling'
import { mapInput } from '@shared/layers/definition'
import { averagePool } from '../runtime/kernels/avg-pool'
import { onlyInput, type LayerImplementation } from './implementation'
import { resample } from './resample'

export const adaptiveAvgPool2d: LayerImplementation<LayerOf<'adaptiveAvgPool2d'>> = (tf, call) => {
  const [x, input] = [onlyInput<Tensor4D>(call), mapInput(call.inputShapes)]
  const window = adaptiveWindow(call.layer, input)
  return window
    ? averagePool(tf, x, window.kernel, window.stride)
    : resample(tf, x, adaptiveAxes(call.layer, input))
}
