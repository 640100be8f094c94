import { AppError, phrase } from '../errors'

/** The changes of an entire filter. */
export type FilterChange = 'rotate' | 'mirror' | 'flip' | 'negate' | 'zero'

/** Where the value of cell (row, column) of the result comes from. */
const SOURCES = {
  /** A quarter turn clockwise. */
  rotate: (row: number, column: number, height: number) => [height - 1 - column, row],
  /** Left becomes right. */
  mirror: (row: number, column: number, _height: number, width: number) => [
    row,
    width - 1 - column,
  ],
  /** Top becomes bottom. */
  flip: (row: number, column: number, height: number) => [height - 1 - row, column],
} as const satisfies Record<
  string,
  (row: number, column: number, height: number, width: number) => readonly [number, number]
>

/**
 * Changes an entire filter; turns apply to the kernel of every input channel.
 * @param shape [height, width, in] of a kernel, or [in] of a dense unit
 * @throws AppError `invalid-argument` for a turn of what has no two sides, or of a kernel that is
 *   not square.
 */
export function changeFilter(
  weight: Float32Array,
  shape: readonly number[],
  change: FilterChange,
): Float32Array {
  if (change === 'negate') return weight.map((value) => 0 - value)
  if (change === 'zero') return new Float32Array(weight.length)
  const [height = 1, width = 1, inputs = 1] = shape
  if (shape.length !== 3)
    throw new AppError(
      'invalid-argument',
      phrase`Only the kernels of a convolution can be turned or mirrored.`,
      { shape },
    )
  if (change === 'rotate' && height !== width) {
    throw new AppError(
      'invalid-argument',
      phrase`A kernel of ${height}×${width} can't be turned by a quarter: it would not fit its layer. Mirror or flip it instead.`,
      { shape },
    )
  }
  const result = new Float32Array(weight.length)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [fromRow, fromColumn] = SOURCES[change](row, column, height, width)
      const from = (fromRow * width + fromColumn) * inputs
      result.set(weight.subarray(from, from + inputs), (row * width + column) * inputs)
    }
  }
  return result
}
