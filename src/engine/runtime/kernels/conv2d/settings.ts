import type { NamedAttrMap } from '@tensorflow/tfjs'
import type { Window } from '@shared/math/geometry'
import type { NativeOps } from '../native'

/** A convolution's window without its kernel size, which the filter's shape gives. */
export type ConvSettings = Omit<Window, 'kernel'> & { readonly groups: number }

/**
 * The kernel's attributes, with TensorFlow's two paddings by name. TensorFlow also accepts numbers
 * ("EXPLICIT"), but its filter gradient is then thirteen times slower (24 ms instead of 1.8 ms for
 * LeNet's first layer with a batch of 256).
 */
export interface KernelSettings extends Omit<ConvSettings, 'padding'> {
  readonly padding: 'SAME' | 'VALID'
}

export const settingsOf = (attributes: NamedAttrMap): KernelSettings =>
  attributes as unknown as KernelSettings

export const attributes = (
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

/**
 * TensorFlow has no gradients of dilated convolutions on the CPU, so they are computed with a
 * filter that has zeros between its cells.
 */
export const undilated = (settings: KernelSettings): KernelSettings => ({
  ...settings,
  dilation: [1, 1],
})

/** With more channels than this the processor's vector registers are full anyway. */
export const FEW_CHANNELS = 8

export const isPlain = ({ stride, dilation }: Pick<ConvSettings, 'stride' | 'dilation'>): boolean =>
  [...stride, ...dilation].every((n) => n === 1)
