import type { Pair, Window } from './geometry'
import { modulo } from './modulo'
import { avgPool2d, conv2d, maxPool2d, type Grid } from './reference'
import { gridOf, sizeOf, valueAt } from './reference/grid'
import { splitPadding } from './shape-arithmetic'

/** The surroundings of the picture: zeros, nothing, or its opposite side. */
export type Surrounding = 'zero' | 'none' | 'wrap'

/**
 * A convolution of one channel, and a pooling after it if there is one: the layer of chapters 6.1.1
 * and 6.2.4 under shifts of the picture.
 */
export interface ShiftLayer {
  readonly kernel: Grid
  readonly padding: Surrounding
  readonly stride: number
  readonly pool: {
    readonly kind: 'max' | 'avg'
    readonly window: number
    readonly stride: number
  } | null
}

/**
 * Rows and columns around the picture that keep its size at stride 1, split as the chapter does.
 */
export const keepingSize = (kernel: Grid): readonly [Pair, Pair] => {
  const [height, width] = sizeOf(kernel)
  return [splitPadding(height - 1, 'chapter'), splitPadding(width - 1, 'chapter')]
}

/** The picture with rows and columns of its opposite side around it. */
export function wrapped(grid: Grid, [[top, bottom], [left, right]]: readonly [Pair, Pair]): Grid {
  const [height, width] = sizeOf(grid)
  return gridOf([height + top + bottom, width + left + right], (i, j) =>
    valueAt(grid, modulo(i - top, height), modulo(j - left, width)),
  )
}

const sliding = (
  kernel: Pair,
  stride: number,
  padding: Window['padding'] = [
    [0, 0],
    [0, 0],
  ],
): Window => ({ kernel, stride: [stride, stride], dilation: [1, 1], padding })

/**
 * The layer on one picture, by the reference operations: before and after pooling.
 * @throws AppError `invalid-argument` where the kernel or the pooling window does not fit
 */
export function shiftLayer(
  input: Grid,
  { kernel, padding, stride, pool }: ShiftLayer,
): { readonly convolution: Grid; readonly pooled: Grid | undefined } {
  const around = keepingSize(kernel)
  const picture = padding === 'wrap' ? wrapped(input, around) : input
  const [convolution = []] = conv2d(
    [picture],
    [[kernel]],
    undefined,
    sliding(sizeOf(kernel), stride, padding === 'zero' ? around : undefined),
  )
  if (!pool) return { convolution, pooled: undefined }
  const window = sliding([pool.window, pool.window], pool.stride)
  const [pooled] =
    pool.kind === 'max' ? maxPool2d([convolution], window) : avgPool2d([convolution], window, true)
  return { convolution, pooled }
}
