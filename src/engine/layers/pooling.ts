import type { Tensor4D } from '@tensorflow/tfjs'
import type { LayerOf } from '@shared/layers'
import { mapInput } from '@shared/layers/definition'
import { poolWindow } from '@shared/layers/pooling'
import type { ExplicitPadding, Window } from '@shared/math/geometry'
import type { TensorFlow } from '../runtime/tensorflow'
import { onlyInput, type LayerCall } from './implementation'

/** The window of a pooling layer in its place. */
export const windowOf = ({
  layer,
  inputShapes,
}: LayerCall<LayerOf<'maxPool2d'> | LayerOf<'avgPool2d'>>): Window =>
  poolWindow(layer, mapInput(inputShapes))

/**
 * The input with its padding made explicit. TensorFlow's own "same" pads differently for an even
 * window, and its pooling kernels take no numbers.
 */
export const padded = (tf: TensorFlow, x: Tensor4D, { padding }: Window, value: number): Tensor4D =>
  surrounded(tf, x, padding, value)

/** A map with a constant around it. */
export function surrounded(
  tf: TensorFlow,
  x: Tensor4D,
  [[top, bottom], [left, right]]: ExplicitPadding,
  value: number,
): Tensor4D {
  if (top + bottom + left + right === 0) return x
  return tf.pad(
    x,
    [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ],
    value,
  )
}

export const mapOf = (call: LayerCall<LayerOf<'maxPool2d'> | LayerOf<'avgPool2d'>>): Tensor4D =>
  onlyInput(call)
/** tfjs wants mutable pairs. */
export const mutable = ([a, b]: readonly [number, number]): [number, number] => [a, b]
