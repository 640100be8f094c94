import type { Window } from '@shared/math/geometry'
import type { Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../runtime/tensorflow'

type Pad = [[number, number], [number, number], [number, number], [number, number]]

const pads = ({ padding: [[top, bottom], [left, right]] }: Window): Pad => [[0, 0], [top, bottom], [left, right], [0, 0]]
const isOne = ([vertical, horizontal]: readonly [number, number]): boolean => vertical === 1 && horizontal === 1

/** Every stride-th cell of both axes, as a slice that counts window positions. */
const everyStride = (tf: TensorFlow, x: Tensor4D, [vertical, horizontal]: readonly [number, number]): Tensor4D =>
  tf.stridedSlice(x, [0, 0, 0, 0], x.shape, [1, vertical, horizontal, 1]) as Tensor4D

/**
 * Cross-correlation of [batch, height, width, channels] with kernels of [height, width, channels / groups, out].
 * TensorFlow takes neither stride and dilation together nor, in this binding, groups: both are made of what it takes.
 */
export function conv2d(tf: TensorFlow, x: Tensor4D, kernels: Tensor4D, window: Window, groups: number): Tensor4D {
  return tf.tidy(() => {
    const padded = tf.pad4d(x, pads(window))
    const both = !isOne(window.stride) && !isOne(window.dilation)
    const stride = both ? ([1, 1] as const) : window.stride
    const inputs = groups === 1 ? [padded] : tf.split<Tensor4D>(padded, groups, 3)
    const filters = groups === 1 ? [kernels] : tf.split<Tensor4D>(kernels, groups, 3)
    const outputs = inputs.map((input, group) => {
      const filter = filters[group] ?? kernels
      return tf.conv2d<Tensor4D>(input, filter, [...stride], 'valid', 'NHWC', [...window.dilation])
    })
    const [first] = outputs
    const whole = first && outputs.length === 1 ? first : tf.concat4d(outputs, 3)
    return both ? everyStride(tf, whole, window.stride) : whole
  })
}

/** Maximum of each window, channel by channel; padding counts as −∞. Dilated windows are a maximum over shifted slices. */
export function maxPool2d(tf: TensorFlow, x: Tensor4D, window: Window, size: readonly [number, number]): Tensor4D {
  return tf.tidy(() => {
    const padded = tf.pad4d(x, pads(window), Number.NEGATIVE_INFINITY)
    const { kernel, stride, dilation } = window
    if (isOne(dilation)) return tf.maxPool(padded, [...kernel], [...stride], 'valid')
    const [batch, , , channels] = x.shape
    const shifted: Tensor4D[] = []
    for (let a = 0; a < kernel[0]; a++) {
      for (let b = 0; b < kernel[1]; b++) {
        const [row, column] = [a * dilation[0], b * dilation[1]]
        const end = [batch, row + (size[0] - 1) * stride[0] + 1, column + (size[1] - 1) * stride[1] + 1, channels]
        shifted.push(tf.stridedSlice(padded, [0, row, column, 0], end, [1, stride[0], stride[1], 1]) as Tensor4D)
      }
    }
    return shifted.reduce((maximum, slice) => tf.maximum<Tensor4D>(maximum, slice))
  })
}

/** Mean of each window, channel by channel; `countIncludePad` says whether padding counts in the divisor. */
export function avgPool2d(tf: TensorFlow, x: Tensor4D, window: Window, countIncludePad: boolean): Tensor4D {
  return tf.tidy(() => {
    const mean = (values: Tensor4D): Tensor4D => tf.avgPool(tf.pad4d(values, pads(window)), [...window.kernel], [...window.stride], 'valid')
    return countIncludePad ? mean(x) : tf.div(mean(x), mean(tf.onesLike(x)))
  })
}
