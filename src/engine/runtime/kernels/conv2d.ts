import type { NamedAttrMap, Rank, Tensor, Tensor4D } from '@tensorflow/tfjs'
import { dilatedKernel, type Window } from '@shared/math/geometry'
import type { TensorFlow } from '../tensorflow'
import type { Kernel } from './kernel'
import type { NativeOps } from './native'

const NAME = 'convscope.Conv2D'

/** A convolution's window without its extent, which the filter has. */
export type ConvSettings = Omit<Window, 'kernel'> & { readonly groups: number }

const settingsOf = (attributes: NamedAttrMap): ConvSettings => attributes as unknown as ConvSettings

function attributes(ops: NativeOps, { stride, dilation, padding }: ConvSettings) {
  const sides = padding.flat()
  return [
    ops.type('T', 'float32'),
    ops.integers('strides', [1, ...stride, 1]),
    ops.integers('dilations', [1, ...dilation, 1]),
    ops.text('data_format', 'NHWC'),
    ops.flag('use_cudnn_on_gpu', true),
    ...(sides.some((side) => side > 0)
      ? [ops.text('padding', 'EXPLICIT'), ops.integers('explicit_paddings', [0, 0, ...sides, 0, 0])]
      : [ops.text('padding', 'VALID')]),
  ]
}

/** The same convolution with dilation 1: α − 1 zeros stand between the filter's cells. */
function dilateFilter(filter: Tensor4D, [v, h]: Window['dilation']): Tensor4D {
  if (v === 1 && h === 1) return filter
  const [height, width, inputs, outputs] = filter.shape
  return filter
    .reshape([height, 1, width, 1, inputs, outputs])
    .pad([[0, 0], [0, v - 1], [0, 0], [0, h - 1], [0, 0], [0, 0]])
    .reshape<Tensor4D>([height * v, width * h, inputs, outputs])
    .slice([0, 0, 0, 0], [v * (height - 1) + 1, h * (width - 1) + 1, inputs, outputs])
}

/** TensorFlow's CPU has no gradients of dilated convolutions, so they are taken through the filter with zeros in it. */
const undilated = (settings: ConvSettings): ConvSettings => ({ ...settings, dilation: [1, 1] })

function inputGradient(tf: TensorFlow, ops: NativeOps, dy: Tensor4D, x: Tensor4D, filter: Tensor4D, settings: ConvSettings): Tensor4D {
  const wide = dilateFilter(filter, settings.dilation)
  return ops.run<Rank.R4>('Conv2DBackpropInput', attributes(ops, undilated(settings)), [tf.tensor1d(x.shape, 'int32'), wide, dy])
}

function filterGradient(tf: TensorFlow, ops: NativeOps, dy: Tensor4D, x: Tensor4D, filter: Tensor4D, settings: ConvSettings): Tensor4D {
  const [v, h] = settings.dilation
  const [height, width, inputs, outputs] = filter.shape
  const shape: Tensor4D['shape'] = [v * (height - 1) + 1, h * (width - 1) + 1, inputs, outputs]
  const wide = ops.run<Rank.R4>('Conv2DBackpropFilter', attributes(ops, undilated(settings)), [x, tf.tensor1d(shape, 'int32'), dy])
  return v === 1 && h === 1 ? wide : (tf.stridedSlice(wide, [0, 0, 0, 0], shape, [v, h, 1, 1]) as Tensor4D)
}

type Part = (dy: Tensor4D, x: Tensor4D, filter: Tensor4D) => Tensor4D

/** TensorFlow's CPU has no gradients of grouped convolutions either: each group is a convolution by itself. */
function byGroup(tf: TensorFlow, groups: number, [dy, x, filter]: Parameters<Part>, part: Part): Tensor4D {
  if (groups === 1) return part(dy, x, filter)
  const [dys, xs, filters] = [dy, x, filter].map((whole) => tf.split(whole, groups, 3)) as [Tensor4D[], Tensor4D[], Tensor4D[]]
  const parts = dys.map((slice, group) => part(slice, xs[group] as Tensor4D, filters[group] as Tensor4D))
  return tf.concat4d(parts, 3)
}

export const conv2dKernel: Kernel = {
  name: NAME,
  forward: (ops, { x, filter }, settings) => ops.run('Conv2D', attributes(ops, settingsOf(settings)), [x as Tensor, filter as Tensor]),
  gradient: {
    saves: { inputs: ['x', 'filter'] },
    back(ops, gradient, saved, given, tf) {
      const [x, filter] = saved as [Tensor4D, Tensor4D]
      const [dy, settings] = [gradient as Tensor4D, settingsOf(given)]
      // The batch's channels and the filter's outputs are both the last axis, so one split serves both gradients.
      const part = (of: typeof inputGradient): Part => (...parts) => of(tf, ops, ...parts, settings)
      return {
        x: () => byGroup(tf, settings.groups, [dy, x, filter], part(inputGradient)),
        filter: () => byGroup(tf, settings.groups, [dy, x, filter], part(filterGradient)),
      }
    },
  },
}

/**
 * oneDNN in TensorFlow 2.21 computes garbage where the output is one column wide and the strides differ (one input
 * channel, two or more examples). With one column the horizontal stride means nothing, so it may be the vertical one
 * once the columns that no window reaches are cut off.
 */
function withoutIdleColumns(x: Tensor4D, filter: Tensor4D, settings: ConvSettings): { x: Tensor4D; settings: ConvSettings } {
  const { stride, dilation, padding } = settings
  const [rows, [left, right]] = padding
  const [batch, height, width, channels] = x.shape
  const idle = left + width + right - dilatedKernel(filter.shape[1], dilation[1])
  if (stride[0] === stride[1] || idle >= stride[1]) return { x, settings }
  const cut = Math.max(idle - right, 0)
  return {
    x: cut === 0 ? x : x.slice([0, 0, 0, 0], [batch, height, width - cut, channels]),
    settings: { ...settings, stride: [stride[0], stride[0]], padding: [rows, [left, Math.max(right - idle, 0)]] },
  }
}

/**
 * Cross-correlation with explicit padding, stride, dilation and groups, all different on each axis if need be.
 * @param given [batch, height, width, in]
 * @param filter [height, width, in / groups, out]
 */
export function convolve(tf: TensorFlow, given: Tensor4D, filter: Tensor4D, window: ConvSettings): Tensor4D {
  const { x, settings } = withoutIdleColumns(given, filter, window)
  return tf.engine().runKernel(NAME, { x, filter }, settings)
}
