import type { Rank, Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../../tfjs'
import type { NativeOps } from '../native'
import { attributes, undilated, type KernelSettings } from './settings'

/**
 * The pixels that a strided 1×1 filter reads, and the settings of the same convolution on them.
 * oneDNN makes such a copy itself for the filter's gradient, but where a pixel has few channels it
 * writes past the end of the copy: garbage, and sometimes a crash
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

export function filterGradient(
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
