import type { NamedAttrMap, Rank, Tensor, Tensor4D } from '@tensorflow/tfjs'
import { dilatedKernel, outputLength, samePadding, type Window } from '@shared/math/geometry'
import type { TensorFlow } from '../tfjs'
import { biasAdd } from './bias-add'
import { fallsIntoGroups, groupedFilter, inGroups, ungrouped } from './columns'
import type { Kernel } from './kernel'
import type { NativeOps } from './native'

const NAME = 'convscope.Conv2D'

/** A convolution's window without its extent, which the filter has. */
export type ConvSettings = Omit<Window, 'kernel'> & { readonly groups: number }

/**
 * What the kernel gets: TensorFlow's two paddings by name. It takes numbers too ("EXPLICIT"), but
 * its gradient of the filter is then thirteen times slower (24 against 1.8 ms for LeNet's first
 * layer at a batch of 256).
 */
interface KernelSettings extends Omit<ConvSettings, 'padding'> {
  readonly padding: 'SAME' | 'VALID'
}

const settingsOf = (attributes: NamedAttrMap): KernelSettings =>
  attributes as unknown as KernelSettings

const attributes = (
  ops: NativeOps,
  { stride, dilation, padding }: Omit<KernelSettings, 'padding'> & { readonly padding: string },
) => [
  ops.type('T', 'float32'),
  ops.integers('strides', [1, ...stride, 1]),
  ops.integers('dilations', [1, ...dilation, 1]),
  ops.text('data_format', 'NHWC'),
  ops.flag('use_cudnn_on_gpu', true),
  ops.text('padding', padding),
]

/** More channels than these fill the processor's registers by themselves. */
const FEW_CHANNELS = 8
const isPlain = ({ stride, dilation }: Pick<ConvSettings, 'stride' | 'dilation'>): boolean =>
  [...stride, ...dilation].every((n) => n === 1)

/**
 * Whether the input's gradient is taken by pairs of columns: 1.9 against 3.1 ms for the second
 * layer of the chapter's LeNet at a batch of 128 on one core, AVX2.
 */
const byPairs = (
  ops: NativeOps,
  x: Tensor4D,
  filter: Tensor4D,
  settings: KernelSettings,
): boolean =>
  !ops.onGpu &&
  isPlain(settings) &&
  settings.padding === 'VALID' &&
  x.shape[3] <= FEW_CHANNELS &&
  filter.shape[1] > 1 &&
  fallsIntoGroups(x.shape[2], filter.shape[1], 2)

function inputGradientByPairs(
  tf: TensorFlow,
  ops: NativeOps,
  dy: Tensor4D,
  x: Tensor4D,
  filter: Tensor4D,
  settings: KernelSettings,
): Tensor4D {
  const [batch, height, width, channels] = x.shape
  const shape = tf.tensor1d([batch, height, width / 2, 2 * channels], 'int32')
  // No padding, said in numbers: TensorFlow's own kernel takes these, oneDNN's does not and is half
  // as fast on them.
  const explicit = [
    ...attributes(ops, { ...settings, padding: 'EXPLICIT' }),
    ops.integers('explicit_paddings', [0, 0, 0, 0, 0, 0, 0, 0]),
  ]
  return ungrouped(
    tf,
    ops.run<Rank.R4>('Conv2DBackpropInput', explicit, [
      shape,
      groupedFilter(tf, filter, 2),
      inGroups(tf, dy, 2),
    ]),
    2,
  )
}

/** The same convolution with dilation 1: α − 1 zeros stand between the filter's cells. */
function dilateFilter(filter: Tensor4D, [v, h]: Window['dilation']): Tensor4D {
  if (v === 1 && h === 1) return filter
  const [height, width, inputs, outputs] = filter.shape
  return filter
    .reshape([height, 1, width, 1, inputs, outputs])
    .pad([
      [0, 0],
      [0, v - 1],
      [0, 0],
      [0, h - 1],
      [0, 0],
      [0, 0],
    ])
    .reshape<Tensor4D>([height * v, width * h, inputs, outputs])
    .slice([0, 0, 0, 0], [v * (height - 1) + 1, h * (width - 1) + 1, inputs, outputs])
}

/**
 * TensorFlow's CPU has no gradients of dilated convolutions, so they are taken through the filter
 * with zeros in it.
 */
const undilated = (settings: KernelSettings): KernelSettings => ({ ...settings, dilation: [1, 1] })

function inputGradient(
  tf: TensorFlow,
  ops: NativeOps,
  dy: Tensor4D,
  x: Tensor4D,
  filter: Tensor4D,
  settings: KernelSettings,
): Tensor4D {
  if (byPairs(ops, x, filter, settings))
    return inputGradientByPairs(tf, ops, dy, x, filter, settings)
  const wide = dilateFilter(filter, settings.dilation)
  return ops.run<Rank.R4>('Conv2DBackpropInput', attributes(ops, undilated(settings)), [
    tf.tensor1d(x.shape, 'int32'),
    wide,
    dy,
  ])
}

/**
 * What a strided 1×1 filter sees of the input, one pixel in so many, and the same convolution on
 * that. oneDNN makes such a copy itself for the filter's gradient, and where a pixel has few
 * channels it writes beyond it: garbage, at times a crash
 * (github.com/uxlfoundation/oneDNN/issues/6035; TensorFlow 2.21 has it).
 */
function seenByPoint(
  tf: TensorFlow,
  x: Tensor4D,
  filter: Tensor4D,
  settings: KernelSettings,
): [Tensor4D, KernelSettings] {
  const [v, h] = settings.stride
  if (filter.shape[0] * filter.shape[1] !== 1 || v * h === 1) return [x, settings]
  return [
    tf.stridedSlice(x, [0, 0, 0, 0], x.shape, [1, v, h, 1]) as Tensor4D,
    { ...settings, stride: [1, 1] },
  ]
}

function filterGradient(
  tf: TensorFlow,
  ops: NativeOps,
  dy: Tensor4D,
  x: Tensor4D,
  filter: Tensor4D,
  settings: KernelSettings,
): Tensor4D {
  const [v, h] = settings.dilation
  const [height, width, inputs, outputs] = filter.shape
  const shape: Tensor4D['shape'] = [v * (height - 1) + 1, h * (width - 1) + 1, inputs, outputs]
  const [seen, plain] = ops.onGpu ? [x, settings] : seenByPoint(tf, x, filter, settings)
  const wide = ops.run<Rank.R4>('Conv2DBackpropFilter', attributes(ops, undilated(plain)), [
    seen,
    tf.tensor1d(shape, 'int32'),
    dy,
  ])
  return v === 1 && h === 1
    ? wide
    : (tf.stridedSlice(wide, [0, 0, 0, 0], shape, [v, h, 1, 1]) as Tensor4D)
}

type Part = (dy: Tensor4D, x: Tensor4D, filter: Tensor4D) => Tensor4D

/**
 * TensorFlow's CPU has no gradients of grouped convolutions either: each group is a convolution by
 * itself.
 */
function byGroup(
  tf: TensorFlow,
  groups: number,
  [dy, x, filter]: Parameters<Part>,
  part: Part,
): Tensor4D {
  if (groups === 1) return part(dy, x, filter)
  const [dys, xs, filters] = [dy, x, filter].map((whole) => tf.split(whole, groups, 3)) as [
    Tensor4D[],
    Tensor4D[],
    Tensor4D[],
  ]
  const parts = dys.map((slice, group) =>
    part(slice, xs[group] as Tensor4D, filters[group] as Tensor4D),
  )
  return tf.concat4d(parts, 3)
}

/**
 * The same tensor behind an operation that does nothing. In a graph TensorFlow fuses a convolution
 * with the bias or batch norm that follows, and its fused convolution refuses groups.
 */
function unfusable(ops: NativeOps, maps: Tensor): Tensor {
  const same = ops.run(
    'EnsureShape',
    [ops.type('T', 'float32'), ops.shape('shape', maps.shape)],
    [maps],
  )
  maps.dispose()
  return same
}

export const conv2dKernel: Kernel = {
  name: NAME,
  forward(ops, { x, filter }, given) {
    const settings = settingsOf(given)
    const maps = ops.run('Conv2D', attributes(ops, settings), [x as Tensor, filter as Tensor])
    return settings.groups === 1 ? maps : unfusable(ops, maps)
  },
  gradient: {
    saves: { inputs: ['x', 'filter'] },
    back(ops, gradient, saved, given, tf) {
      const [x, filter] = saved as [Tensor4D, Tensor4D]
      const [dy, settings] = [gradient as Tensor4D, settingsOf(given)]
      // The batch's channels and the filter's outputs are both the last axis, so one split serves
      // both gradients.
      const part =
        (of: typeof inputGradient): Part =>
        (...parts) =>
          of(tf, ops, ...parts, settings)
      return {
        x: () => byGroup(tf, settings.groups, [dy, x, filter], part(inputGradient)),
        filter: () => byGroup(tf, settings.groups, [dy, x, filter], part(filterGradient)),
      }
    },
  },
}

/**
 * Whether numbers are what TensorFlow calls "same" for this input: it then pads inside its kernel,
 * without a copy.
 */
const isSame = (
  x: Tensor4D,
  filter: Tensor4D,
  { stride, dilation, padding }: ConvSettings,
): boolean =>
  ([0, 1] as const).every((i) => {
    const same = samePadding(x.shape[i === 0 ? 1 : 2], filter.shape[i], stride[i], dilation[i])
    return padding[i][0] === same[0] && padding[i][1] === same[1]
  })

function padded(tf: TensorFlow, x: Tensor4D, [rows, columns]: ConvSettings['padding']): Tensor4D {
  if ([...rows, ...columns].every((side) => side === 0)) return x
  return tf.pad4d(x, [
    [0, 0],
    [rows[0], rows[1]],
    [columns[0], columns[1]],
    [0, 0],
  ])
}

/**
 * oneDNN in TensorFlow 2.21 computes garbage where the output is one column wide and the strides
 * differ (one input channel, two or more examples). With one column the horizontal stride means
 * nothing, so it may be the vertical one once the columns that no window reaches are cut off.
 */
function hasOneColumn(
  x: Tensor4D,
  filter: Tensor4D,
  { stride, dilation, padding }: ConvSettings,
): boolean {
  return (
    outputLength(x.shape[2], filter.shape[1], padding[1], stride[1], dilation[1]) === 1 &&
    stride[0] !== stride[1]
  )
}

/**
 * Cross-correlation with explicit padding, stride, dilation and groups, all different on each axis
 * if need be.
 * @param x [batch, height, width, in]
 * @param filter [height, width, in / groups, out]
 */
export function convolve(
  tf: TensorFlow,
  x: Tensor4D,
  filter: Tensor4D,
  settings: ConvSettings,
): Tensor4D {
  const run = (input: Tensor4D, kernelSettings: KernelSettings): Tensor4D =>
    tf.engine().runKernel(NAME, { x: input, filter }, kernelSettings as unknown as NamedAttrMap)

  if (hasOneColumn(x, filter, settings)) {
    const whole = padded(tf, x, settings.padding)
    const [batch, height, , channels] = whole.shape
    const reached = whole.slice(
      [0, 0, 0, 0],
      [batch, height, dilatedKernel(filter.shape[1], settings.dilation[1]), channels],
    )
    return run(reached, {
      ...settings,
      padding: 'VALID',
      stride: [settings.stride[0], settings.stride[0]],
    })
  }
  if (isSame(x, filter, settings)) return run(x, { ...settings, padding: 'SAME' })
  return run(padded(tf, x, settings.padding), { ...settings, padding: 'VALID' })
}

/** Columns that the first layer's convolution takes at once. */
const FIRST_LAYER_GROUP = 4

/**
 * Whether the forward pass gains by groups of columns: 1.2 against 1.8 ms for the first layer of
 * the chapter's LeNet, as above.
 */
const byQuads = (ops: NativeOps, x: Tensor4D, filter: Tensor4D, settings: ConvSettings): boolean =>
  !ops.onGpu &&
  isPlain(settings) &&
  settings.groups === 1 &&
  FIRST_LAYER_GROUP * x.shape[3] <= FEW_CHANNELS &&
  filter.shape[3] <= FEW_CHANNELS &&
  filter.shape[1] > 1 &&
  fallsIntoGroups(
    x.shape[2] + settings.padding[1][0] + settings.padding[1][1],
    filter.shape[1],
    FIRST_LAYER_GROUP,
  )

/** {@link convolve} with a bias for each output channel. */
export function convolveBiased(
  tf: TensorFlow,
  ops: NativeOps,
  x: Tensor4D,
  filter: Tensor4D,
  bias: Tensor,
  settings: ConvSettings,
): Tensor4D {
  if (!byQuads(ops, x, filter, settings))
    return biasAdd(tf, convolve(tf, x, filter, settings), bias)
  const g = FIRST_LAYER_GROUP
  const whole = inGroups(tf, padded(tf, x, settings.padding), g)
  const maps = convolve(tf, whole, groupedFilter(tf, filter, g), {
    ...settings,
    padding: [
      [0, 0],
      [0, 0],
    ],
  })
  // The bias belongs right behind the convolution, with which TensorFlow then fuses it.
  return ungrouped(tf, biasAdd(tf, maps, tf.tile(bias, [g])), g)
}
