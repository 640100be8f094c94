import { AppError, phrase } from '../errors'

/** [height, width], or [vertical, horizontal]. */
export type Pair = readonly [number, number]

/** One number for both axes, or [vertical, horizontal]. */
export type Size = number | Pair

/** Padding as a user writes it; numbers are PyTorch's (explicit), `"same"` is TensorFlow's. */
export type Padding = number | Pair | readonly [Pair, Pair] | 'valid' | 'same'

/** Padding in numbers: [[top, bottom], [left, right]]. */
export type ExplicitPadding = readonly [Pair, Pair]

/**
 * A sliding window on both axes: everything that determines which input cells an output cell reads.
 */
export interface Window {
  readonly kernel: Pair
  readonly stride: Pair
  readonly dilation: Pair
  readonly padding: ExplicitPadding
}

export const toPair = (size: Size): Pair => (typeof size === 'number' ? [size, size] : size)

/** Extent of a dilated kernel: k' = α(k − 1) + 1. */
export const dilatedKernel = (kernel: number, dilation: number): number =>
  dilation * (kernel - 1) + 1

/**
 * Total padding of TensorFlow's "same" on one axis: t = max(k − s, 0) where s divides n, else max(k
 * − n mod s, 0). Source: tf.nn documentation, "Notes on padding".
 */
export function samePadding(input: number, kernel: number, stride: number, dilation: number): Pair {
  const extent = dilatedKernel(kernel, dilation)
  const total = Math.max(input % stride === 0 ? extent - stride : extent - (input % stride), 0)
  return [Math.floor(total / 2), Math.ceil(total / 2)]
}

/** Padding in numbers for an input of [height, width]. */
export function resolvePadding(
  padding: Padding,
  input: Pair,
  kernel: Pair,
  stride: Pair,
  dilation: Pair,
): ExplicitPadding {
  if (padding === 'valid')
    return [
      [0, 0],
      [0, 0],
    ]
  if (padding === 'same') {
    return [
      samePadding(input[0], kernel[0], stride[0], dilation[0]),
      samePadding(input[1], kernel[1], stride[1], dilation[1]),
    ]
  }
  if (typeof padding === 'number')
    return [
      [padding, padding],
      [padding, padding],
    ]
  const [vertical, horizontal] = padding
  return typeof vertical === 'number' || typeof horizontal === 'number'
    ? [
        [vertical as number, vertical as number],
        [horizontal as number, horizontal as number],
      ]
    : [vertical, horizontal]
}

/**
 * Number of window positions on one axis: ⌊(n + p − k') / s⌋ + 1 with p the padding of both sides
 * together (chapter 6.2.2, written there as ⌊(n − k + p + s) / s⌋). Below 1, the window does not
 * fit.
 */
export const outputLength = (
  input: number,
  kernel: number,
  padding: Pair,
  stride: number,
  dilation: number,
): number =>
  Math.floor((input + padding[0] + padding[1] - dilatedKernel(kernel, dilation)) / stride) + 1

/**
 * Length of a transposed window's output on one axis: (n − 1)·s + k' − p, with p what is cut off
 * both ends together. May be < 1: then nothing is left.
 */
export const enlargedLength = (
  input: number,
  kernel: number,
  padding: Pair,
  stride: number,
  dilation: number,
): number => (input - 1) * stride + dilatedKernel(kernel, dilation) - padding[0] - padding[1]

/**
 * Output [height, width] of a sliding window over an input of [height, width].
 * @throws AppError `invalid-argument` where the window is larger than the padded input; details
 *   name the sizes.
 */
export function outputSize(input: Pair, window: Window): Pair {
  const axis = (i: 0 | 1): number =>
    outputLength(
      input[i],
      window.kernel[i],
      window.padding[i],
      window.stride[i],
      window.dilation[i],
    )
  const size: Pair = [axis(0), axis(1)]
  if (size[0] < 1 || size[1] < 1) {
    const extent = [0, 1].map((i) =>
      dilatedKernel(window.kernel[i as 0 | 1], window.dilation[i as 0 | 1]),
    )
    const padded = [0, 1].map(
      (i) => input[i as 0 | 1] + window.padding[i as 0 | 1][0] + window.padding[i as 0 | 1][1],
    )
    throw new AppError(
      'invalid-argument',
      phrase`A window of ${extent.join('×')} does not fit the padded input of ${padded.join('×')}: make the kernel smaller or pad more.`,
      { field: 'kernel', window: extent, paddedInput: padded },
    )
  }
  return size
}
