import type { NamedAttrMap, Tensor4D } from '@tensorflow/tfjs'
import { dilatedKernel, outputLength, samePadding } from '@shared/math/geometry'
import type { TensorFlow } from '../../tfjs'
import { NAME } from './kernel'
import type { ConvSettings, KernelSettings } from './settings'

/**
 * Whether the padding is what TensorFlow calls "same" for this input. TensorFlow then pads inside
 * its kernel, without a copy.
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

export function padded(
  tf: TensorFlow,
  x: Tensor4D,
  [rows, columns]: ConvSettings['padding'],
): Tensor4D {
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
 * differ (one input channel, two or more examples). With one column the horizontal stride has no
 * effect, so it can be set to the vertical one after the columns that no window reaches are cut
 * off.
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
 * Cross-correlation with explicit padding, stride, dilation and groups; the first three may differ
 * between the axes.
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
