import type { Tensor4D } from '@tensorflow/tfjs'
import type { LayerOf } from '@shared/layers'
import { mapInput } from '@shared/layers/definition'
import { outputSize, type Pair, type Window } from '@shared/math/geometry'
import { averagePool } from '../runtime/kernels/avg-pool'
import type { TensorFlow } from '../runtime/tensorflow'
import type { LayerImplementation } from './implementation'
import { mapOf, padded, windowOf } from './pooling'

/** How many cells of each window lie on the picture, on one axis. */
const covered = (
  axis: 0 | 1,
  input: Pair,
  outputs: Pair,
  { kernel, stride, padding }: Window,
): number[] =>
  Array.from({ length: outputs[axis] }, (_, unit) => {
    const first = unit * stride[axis] - padding[axis][0]
    return Math.min(first + kernel[axis], input[axis]) - Math.max(first, 0)
  })

/**
 * Cells of the window ÷ cells on the picture, for each output: turns a mean with zeros into a mean
 * without padding.
 */
function correction(tf: TensorFlow, input: Pair, window: Window): Tensor4D {
  const outputs = outputSize(input, window)
  const [rows, columns] = [covered(0, input, outputs, window), covered(1, input, outputs, window)]
  const cells = window.kernel[0] * window.kernel[1]
  const factors = rows.flatMap((height) => columns.map((width) => cells / (height * width)))
  return tf.tensor4d(factors, [1, ...outputs, 1])
}

export const avgPool2d: LayerImplementation<LayerOf<'avgPool2d'>> = (tf, call) => {
  const window = windowOf(call)
  const means = averagePool(tf, padded(tf, mapOf(call), window, 0), window.kernel, window.stride)
  const isPadded = window.padding.flat().some((side) => side > 0)
  if (call.layer.countIncludePad || !isPadded) return means
  const [height, width] = mapInput(call.inputShapes)
  return tf.mul(means, correction(tf, [height, width], window))
}
