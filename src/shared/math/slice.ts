import { dilatedKernel, type Pair, type Window } from './geometry'

/**
 * Part of an input on one axis, and the padding that makes the window see the same as in the
 * complete input.
 */
export interface AxisSlice {
  /** First and last (exclusive) cell of the input; may be empty where only padding is read. */
  readonly from: number
  readonly to: number
  readonly padding: Pair
}

/**
 * The input that the output cells `first` … `last` (exclusive) of one axis read, so that a
 * reference operation can compute a part of its output.
 */
export function sliceAxis(
  input: number,
  { kernel, stride, dilation, padding }: Window,
  axis: 0 | 1,
  first: number,
  last: number,
): AxisSlice {
  const start = first * stride[axis] - padding[axis][0]
  const end =
    (last - 1) * stride[axis] - padding[axis][0] + dilatedKernel(kernel[axis], dilation[axis])
  const from = Math.min(input, Math.max(0, start))
  const to = Math.max(from, Math.min(input, end))
  return { from, to, padding: [from - start, end - to] }
}
