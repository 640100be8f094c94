import type { NamedAttrMap, Tensor4D } from '@tensorflow/tfjs'
import type { Pair } from '@shared/math/geometry'
import type { TensorFlow } from '../tfjs'
import { convolve } from './conv2d/convolve'
import { filterGradient } from './conv2d/filter-gradient'
import { dilateFilter } from './conv2d/input-gradient'
import { attributes, type ConvSettings } from './conv2d/settings'
import type { Kernel } from './kernel'

const NAME = 'convscope.Conv2DTranspose'

/** What is left when dilation and groups are taken care of. */
interface KernelSettings {
  readonly stride: Pair
}
const settingsOf = (given: NamedAttrMap): KernelSettings => given as unknown as KernelSettings

/** The convolution that is turned round: every window wholly on the map. */
const plain = ({ stride }: KernelSettings): ConvSettings => ({
  stride,
  dilation: [1, 1],
  padding: [
    [0, 0],
    [0, 0],
  ],
  groups: 1,
})

/** Height and width before anything is cut off: (n − 1) · s + k. */
const whole = ([, height, width]: number[], [k, l]: number[], [v, h]: Pair): [number, number] => [
  ((height ?? 1) - 1) * v + (k ?? 1),
  ((width ?? 1) - 1) * h + (l ?? 1),
]

/**
 * The input's gradient of a convolution, as an operation of its own. Inputs: x [batch, height,
 * width, in], filter [height, width, out, in]. Its own gradients are that convolution and the
 * filter's gradient of it.
 */
export const conv2dTransposeKernel: Kernel = {
  name: NAME,
  forward(ops, { x, filter }, given, tf) {
    const [maps, weights] = [x as Tensor4D, filter as Tensor4D]
    const settings = settingsOf(given)
    const size = whole(maps.shape, weights.shape, settings.stride)
    return ops.run(
      'Conv2DBackpropInput',
      attributes(ops, { ...plain(settings), padding: 'VALID' }),
      [tf.tensor1d([maps.shape[0], ...size, weights.shape[2]], 'int32'), weights, maps],
    )
  },
  gradient: {
    saves: { inputs: ['x', 'filter'] },
    back(ops, gradient, saved, given, tf) {
      const [x, filter] = saved as [Tensor4D, Tensor4D]
      const [dy, settings] = [gradient as Tensor4D, plain(settingsOf(given))]
      return {
        x: () => convolve(tf, dy, filter, settings),
        filter: () => filterGradient(tf, ops, x, dy, filter, { ...settings, padding: 'VALID' }),
      }
    },
  },
}

interface TransposedSettings extends ConvSettings {
  readonly outputPadding: Pair
}

/** One group, dilation 1, nothing cut off. */
function written(tf: TensorFlow, x: Tensor4D, filter: Tensor4D, stride: Pair): Tensor4D {
  return tf.engine().runKernel(NAME, { x, filter }, { stride })
}

/** Each group of channels by its own filters. */
function writtenInGroups(
  tf: TensorFlow,
  x: Tensor4D,
  filter: Tensor4D,
  stride: Pair,
  groups: number,
): Tensor4D {
  const filters = tf.split<Tensor4D>(filter, groups, 2)
  const maps = tf
    .split<Tensor4D>(x, groups, 3)
    .map((part, group) => written(tf, part, filters[group] ?? filter, stride))
  return tf.concat4d(maps, 3)
}

/** Rows and columns cut off, or put on as zeros where the padding is negative. */
function cut(tf: TensorFlow, maps: Tensor4D, [rows, columns]: readonly [Pair, Pair]): Tensor4D {
  const [batch, height, width, channels] = maps.shape
  const off = (side: number): number => Math.max(0, side)
  const on = (side: number): number => Math.max(0, -side)
  const sides = [...rows, ...columns]
  // Zeros come first: what is cut off can be more than the rows that there are without them.
  const wide = sides.every((side) => side >= 0)
    ? maps
    : tf.pad4d(maps, [
        [0, 0],
        [on(rows[0]), on(rows[1])],
        [on(columns[0]), on(columns[1])],
        [0, 0],
      ])
  if (sides.every((side) => side <= 0)) return wide
  return tf.slice4d(
    wide,
    [0, off(rows[0]), off(columns[0]), 0],
    [batch, height - rows[0] - rows[1], width - columns[0] - columns[1], channels],
  )
}

/**
 * Transposed convolution with explicit padding, stride, dilation and groups, all different on each
 * axis if need be.
 * @param x [batch, height, width, in]
 * @param filter [height, width, in / groups, out]
 */
export function convolveTransposed(
  tf: TensorFlow,
  x: Tensor4D,
  filter: Tensor4D,
  { stride, dilation, padding, outputPadding, groups }: TransposedSettings,
): Tensor4D {
  // TensorFlow's CPU knows neither dilation nor groups in this operation.
  const wide = dilateFilter(tf.transpose<Tensor4D>(filter, [0, 1, 3, 2]), dilation)
  const maps =
    groups === 1 ? written(tf, x, wide, stride) : writtenInGroups(tf, x, wide, stride, groups)
  const [rows, columns] = padding
  return cut(tf, maps, [
    [rows[0], rows[1] - outputPadding[0]],
    [columns[0], columns[1] - outputPadding[1]],
  ])
}
