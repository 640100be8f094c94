import type { Tensor4D } from '@tensorflow/tfjs'
import type { LayerOf } from '@shared/layers'
import { tableMask, type ConnectionTable } from '@shared/layers/connection-table'
import { conv2dWindow } from '@shared/layers/conv2d'
import { mapInput } from '@shared/layers/definition'
import { convolve } from '../runtime/kernels/conv2d/convolve'
import { convolveBiased } from '../runtime/kernels/conv2d/convolve-biased'
import { nativeOps, type TensorFlow } from '../runtime/tensorflow'
import { onlyInput, type LayerImplementation } from './implementation'

/** Times 1 or 0, so that a number that is no parameter has a gradient of 0 and stays 0. */
function connected(tf: TensorFlow, weight: Tensor4D, table: ConnectionTable): Tensor4D {
  const [height, width, inputs] = weight.shape
  return tf.mul(weight, tf.tensor4d(tableMask(table, [height * width, inputs]), weight.shape))
}

export const conv2d: LayerImplementation<LayerOf<'conv2d'>> = (tf, call) => {
  const { layer } = call
  const window = conv2dWindow(layer, mapInput(call.inputShapes))
  const weight = call.weight('weight') as Tensor4D
  const [x, filter, settings] = [
    onlyInput<Tensor4D>(call),
    layer.connections ? connected(tf, weight, layer.connections) : weight,
    { ...window, groups: layer.groups },
  ]
  return layer.bias
    ? convolveBiased(tf, nativeOps(), x, filter, call.weight('bias'), settings)
    : convolve(tf, x, filter, settings)
}
