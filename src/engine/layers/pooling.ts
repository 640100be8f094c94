import type { Tensor4D } from '@tensorflow/tfjs'
import type { MapShape } from '@shared/layers/definition'
import { poolWindow, type AvgPool2d, type MaxPool2d } from '@shared/layers/pooling'
import { tensorflow } from '../runtime/tensorflow'
import { onlyInput, type LayerOp } from './layer-op'
import { padded } from './window'

const mapOf = (x: Tensor4D): MapShape => x.shape.slice(1) as unknown as MapShape
const mutable = ([v, h]: readonly [number, number]): [number, number] => [v, h]

/** The largest value in each window; padding counts as −∞, so it never wins. */
export const maxPool2d: LayerOp<MaxPool2d> = ({ layer, inputs }) => {
  const input = onlyInput(inputs) as Tensor4D
  const window = poolWindow(layer, mapOf(input))
  const { x, pad } = padded(input, window, -Infinity, true)
  return tensorflow().maxPool(x, mutable(window.kernel), mutable(window.stride), pad)
}

/** The mean of each window; with countIncludePad the padding's zeros count in the divisor. */
export const avgPool2d: LayerOp<AvgPool2d> = ({ layer, inputs }) => {
  const tf = tensorflow()
  const input = onlyInput(inputs) as Tensor4D
  const window = poolWindow(layer, mapOf(input))
  const pool = (x: Tensor4D, native: boolean): Tensor4D => {
    const ready = padded(x, window, 0, native)
    return tf.avgPool(ready.x, mutable(window.kernel), mutable(window.stride), ready.pad)
  }
  if (layer.countIncludePad || window.padding.flat().every((side) => side === 0)) return pool(input, false)
  // The mean with zeros, divided by the share of the window that lies in the picture.
  const share = pool(tf.ones([1, input.shape[1], input.shape[2], 1]), false)
  return pool(input, false).div(share)
}
