import type { Tensor4D } from '@tensorflow/tfjs'
import type { LayerOf } from '@shared/layers'
import { conv2dWindow } from '@shared/layers/conv2d'
import { mapInput } from '@shared/layers/definition'
import { convolve } from '../runtime/kernels/conv2d/convolve'
import { convolveBiased } from '../runtime/kernels/conv2d/convolve-biased'
import { nativeOps } from '../runtime/tensorflow'
import { onlyInput, type LayerImplementation } from './implementation'

export const conv2d: LayerImplementation<LayerOf<'conv2d'>> = (tf, call) => {
  const { layer } = call
  const window = conv2dWindow(layer, mapInput(call.inputShapes))
  const [x, filter, settings] = [
    onlyInput<Tensor4D>(call),
    call.weight('weight') as Tensor4D,
    { ...window, groups: layer.groups },
  ]
  return layer.bias
    ? convolveBiased(tf, nativeOps(), x, filter, call.weight('bias'), settings)
    : convolve(tf, x, filter, settings)
}
