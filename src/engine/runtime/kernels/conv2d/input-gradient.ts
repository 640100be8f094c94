import type { Rank, Tensor4D } from '@tensorflow/tfjs'
import type { Window } from '@shared/math/geometry'
import type { TensorFlow } from '../../tfjs'
import type { NativeOps } from '../native'
import { fallsIntoGroups, groupedFilter, inGroups, ungrouped } from './columns'
import { attributes, FEW_CHANNELS, isPlain, undilated, type KernelSettings } from './settings'

/**
 * Whether the input's gradient is computed by pairs of columns: 1.9 ms instead of 3.1 ms for the
 * second layer of the chapter's LeNet with a batch of 128 on one core, AVX2.
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
  // No padding, given in numbers: TensorFlow's own kernel accepts these and oneDNN's does not.
  // oneDNN's kernel would be half as fast here.
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

/** The filter of the same convolution with dilation 1: α − 1 zeros are between its cells. */
export function dilateFilter(filter: Tensor4D, [v, h]: Window['dilation']): Tensor4D {
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

export function inputGradient(
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
