import type { Tensor4D } from '@tensorflow/tfjs'
import type { LayerOf } from '@shared/layers'
import { mapInput } from '@shared/layers/definition'
import { averagedCells } from '@shared/layers/pooling'
import { outputSize, type Window } from '@shared/math/geometry'
import { averagePool } from '../runtime/kernels/avg-pool'
import type { TensorFlow } from '../runtime/tensorflow'
import type { LayerCall, LayerImplementation } from './implementation'
import { mapOf, padded, windowOf } from './pooling'

/** Cells of the window ÷ cells that count, for each output: turns a mean with zeros into the mean. */
function correction(
  tf: TensorFlow,
  { layer, inputShapes }: LayerCall<LayerOf<'avgPool2d'>>,
  window: Window,
): Tensor4D {
  const input = mapInput(inputShapes)
  const outputs = outputSize([input[0], input[1]], window)
  const counted = averagedCells(layer, input)
  const [rows, columns] = ([0, 1] as const).map((axis) =>
    Array.from({ length: outputs[axis] }, (_, unit) => counted(axis, unit)),
  ) as [number[], number[]]
  const cells = window.kernel[0] * window.kernel[1]
  const factors = rows.flatMap((height) => columns.map((width) => cells / (height * width)))
  return tf.tensor4d(factors, [1, ...outputs, 1])
}

export const avgPool2d: LayerImplementation<LayerOf<'avgPool2d'>> = (tf, call) => {
  const window = windowOf(call)
  const means = averagePool(tf, padded(tf, mapOf(call), window, 0), window.kernel, window.stride)
  const isPadded = window.padding.flat().some((side) => side > 0)
  const { countIncludePad, ceilMode } = call.layer
  return !isPadded || (countIncludePad && !ceilMode)
    ? means
    : tf.mul(means, correction(tf, call, window))
}
