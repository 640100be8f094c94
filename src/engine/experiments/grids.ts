import { AppError, phrase } from '@shared/errors'
import type { Pair, Window } from '@shared/math/geometry'
import type { Grid, Sheets } from '@shared/math/reference'
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../runtime/tensorflow'

export const sizeOf = (grid: Grid): Pair => [grid.length, grid[0]?.length ?? 0]

/** [height][width] as one picture of one channel, [1, height, width, 1]. */
export const toPicture = (tf: TensorFlow, grid: Grid): Tensor4D =>
  tf.tensor4d(Float32Array.from(grid.flat()), [1, ...sizeOf(grid), 1])

/** [height][width] as a filter of one channel, [height, width, 1, 1]; `flip` turns it by 180°. */
export function toFilter(tf: TensorFlow, grid: Grid, flip = false): Tensor4D {
  const filter = tf.tensor4d(Float32Array.from(grid.flat()), [...sizeOf(grid), 1, 1])
  return flip ? tf.reverse4d(filter, [0, 1]) : filter
}

/** Row-major numbers as [height][width]. */
export const toGrid = (data: ArrayLike<number>, [height, width]: Pair, offset = 0): number[][] =>
  Array.from({ length: height }, (_, i) =>
    Array.from({ length: width }, (_, j) => data[offset + i * width + j] ?? 0),
  )

/** A tensor of one picture and one channel, or a matrix, read back as [height][width]. */
export function readGrid(tensor: Tensor4D | Tensor2D): number[][] {
  const [height = 1, width = 1] =
    tensor.shape.length === 4 ? tensor.shape.slice(1, 3) : tensor.shape
  return toGrid(tensor.dataSync<'float32'>(), [height, width])
}

/** A sliding window of stride 1 without padding. */
export const plainWindow = (kernel: Pair): Window => ({
  kernel,
  stride: [1, 1],
  dilation: [1, 1],
  padding: [
    [0, 0],
    [0, 0],
  ],
})

/**
 * @throws AppError `invalid-argument` naming both sizes if the kernel is larger than the picture
 */
export function checkFits(kernel: Pair, picture: Pair): void {
  if (kernel[0] <= picture[0] && kernel[1] <= picture[1]) return
  throw new AppError(
    'invalid-argument',
    phrase`A kernel of ${kernel.join('×')} does not fit a picture of ${picture.join('×')}.`,
    { field: 'kernel', kernel, picture },
  )
}

/** Largest absolute difference of two lists. */
export const largestDifference = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((largest, value, at) => Math.max(largest, Math.abs(value - (b[at] ?? Number.NaN))), 0)

export const flatSheets = (sheets: Sheets): number[] => sheets.flat(2)
