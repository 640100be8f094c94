import type { Layer } from '@shared/layers'
import type { Window } from '@shared/math/geometry'
import type { Tensor, Tensor4D } from '@tensorflow/tfjs'
import { computeLayer } from '../layers'
import { tensorflow } from '../runtime/tensorflow'

const ID = 'operation'

/** Runs a computation and disposes of its intermediate tensors. */
const computed = (compute: () => Tensor): Tensor4D => tensorflow().tidy(() => compute() as Tensor4D)

/**
 * Runs one layer of the engine on a batch of [batch, height, width, channels]. The operations use
 * the layers themselves, so that lessons show what networks compute.
 */
const runLayer = (layer: Layer, x: Tensor4D, weight: () => Tensor): Tensor4D =>
  computed(() =>
    computeLayer(tensorflow(), {
      layer,
      index: 0,
      inputShapes: [x.shape.slice(1)],
      inputs: [x],
      weight,
    }),
  )

function noWeight(): never {
  throw new Error('a pooling layer has no weights')
}

/** Cross-correlation with kernels of [height, width, channels / groups, out]. */
export const conv2d = (
  x: Tensor4D,
  kernels: Tensor4D,
  { kernel, stride, dilation, padding }: Window,
  groups: number,
): Tensor4D =>
  runLayer(
    {
      id: ID,
      kind: 'conv2d',
      channels: kernels.shape[3],
      kernel,
      stride,
      dilation,
      padding,
      groups,
      bias: false,
    },
    x,
    () => kernels,
  )

/**
 * Mean of each window, channel by channel; `countIncludePad` says whether padding counts for the
 * divisor.
 */
export const avgPool2d = (
  x: Tensor4D,
  { kernel, stride, padding }: Window,
  countIncludePad: boolean,
): Tensor4D =>
  runLayer(
    { id: ID, kind: 'avgPool2d', window: kernel, stride, padding, countIncludePad },
    x,
    noWeight,
  )

/**
 * Maximum of each window, channel by channel; padding counts as −∞. The layer has no dilation, so a
 * dilated window is computed as the maximum over one shifted slice for each of its cells.
 */
export function maxPool2d(x: Tensor4D, window: Window, size: readonly [number, number]): Tensor4D {
  const { kernel, stride, dilation, padding } = window
  if (dilation[0] === 1 && dilation[1] === 1) {
    return runLayer({ id: ID, kind: 'maxPool2d', window: kernel, stride, padding }, x, noWeight)
  }
  const tf = tensorflow()
  return computed(() => {
    const [[top, bottom], [left, right]] = padding
    const padded = tf.pad4d(
      x,
      [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ],
      Number.NEGATIVE_INFINITY,
    )
    const shifted = Array.from({ length: kernel[0] * kernel[1] }, (_, cell) => {
      const [row, column] = [
        Math.floor(cell / kernel[1]) * dilation[0],
        (cell % kernel[1]) * dilation[1],
      ]
      const end = [
        x.shape[0],
        row + (size[0] - 1) * stride[0] + 1,
        column + (size[1] - 1) * stride[1] + 1,
        x.shape[3],
      ]
      return tf.stridedSlice(padded, [0, row, column, 0], end, [1, stride[0], stride[1], 1])
    })
    return shifted.reduce((maximum, slice) => tf.maximum(maximum, slice))
  })
}
