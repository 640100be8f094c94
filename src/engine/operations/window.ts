import { AppError, phrase } from '@shared/errors'
import {
  dilatedKernel,
  outputSize,
  resolvePadding,
  toPair,
  type Pair,
  type Size,
  type Window,
} from '@shared/math/geometry'
import { readField, type Request } from './fields'
import { fieldFault } from './numbers'

/**
 * The sliding window of a request over an input of [height, width], and how often it fits.
 * @param field the name of the window in messages: "kernel" or "window"
 * @throws AppError `invalid-argument` if it is larger than the padded input
 */
export function readWindow(
  request: Request,
  field: 'kernel' | 'window',
  input: Pair,
  kernel: Pair,
  defaultStride: Size,
): { window: Window; size: Pair } {
  const stride = toPair(readField(request, 'stride') ?? defaultStride)
  const dilation = toPair(readField(request, 'dilation') ?? 1)
  const padding = resolvePadding(
    readField(request, 'padding') ?? 0,
    input,
    kernel,
    stride,
    dilation,
  )
  const extent = [
    dilatedKernel(kernel[0], dilation[0]),
    dilatedKernel(kernel[1], dilation[1]),
  ] as const
  const padded = [
    input[0] + padding[0][0] + padding[0][1],
    input[1] + padding[1][0] + padding[1][1],
  ] as const
  if (extent[0] > padded[0] || extent[1] > padded[1]) {
    const spread =
      dilation[0] > 1 || dilation[1] > 1
        ? phrase`${kernel.join('×')} with a dilation of ${dilation.join('×')} covers ${extent.join('×')}, which`
        : extent.join('×')
    throw fieldFault(
      field,
      phrase`${spread} is larger than the padded input of ${padded.join('×')}; make it smaller or pad more.`,
      {
        window: extent,
        paddedInput: padded,
      },
    )
  }
  const window = { kernel, stride, dilation, padding }
  return { window, size: outputSize(input, window) }
}

const MAX_CELLS = 1 << 26

/**
 * Limits the memory that TensorFlow allocates for a request, because padding can make a small input
 * enormous.
 * @throws AppError `too-large` naming the sizes.
 */
export function checkMemory(
  { padding }: Window,
  input: Pair,
  size: Pair,
  inputChannels: number,
  outputChannels: number,
): void {
  const padded: Pair = [
    input[0] + padding[0][0] + padding[0][1],
    input[1] + padding[1][0] + padding[1][1],
  ]
  const cells = Math.max(padded[0] * padded[1] * inputChannels, size[0] * size[1] * outputChannels)
  if (cells <= MAX_CELLS) return
  throw new AppError(
    'too-large',
    phrase`padding: ${cells} cells are more than ${MAX_CELLS}: the padded input is ${padded.join('×')}, the output ${size.join('×')}.`,
    {
      field: 'padding',
      paddedInput: padded,
      output: size,
    },
  )
}

/**
 * Refuses windows that contain only padding, which have no maximum and no mean. A window that
 * starts inside the input contains a part of it. One that starts before does if its first cell at
 * or after 0 is inside the window and inside the input.
 * @throws AppError `invalid-argument` naming `padding`, if there is such a window
 */
export function checkWindowsTouchInput(
  { kernel, stride, dilation, padding }: Window,
  input: Pair,
  size: Pair,
): void {
  for (const axis of [0, 1] as const) {
    const touches = (position: number): boolean => {
      const first = position * stride[axis] - padding[axis][0]
      const step = Math.max(0, Math.ceil(-first / dilation[axis]))
      return step < kernel[axis] && first + step * dilation[axis] < input[axis]
    }
    const before = Math.min(size[axis], Math.ceil(padding[axis][0] / stride[axis]))
    const suspects = [...Array.from({ length: before }, (_, position) => position), size[axis] - 1]
    if (suspects.every(touches)) continue
    throw fieldFault(
      'padding',
      `${axis === 0 ? 'vertical' : 'horizontal'} padding of ${padding[axis].join(' and ')} is too much for a window of ${kernel.join('×')}: one would be entirely in the padding.`,
      { padding, window: kernel },
    )
  }
}
