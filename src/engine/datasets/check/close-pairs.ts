import type { Tensor2D } from '@tensorflow/tfjs'
import { tensorflow } from '../../runtime/tensorflow'
import { nextTurn, type Work } from '../../work/work'

/** Values of one block of distances: 32 MB of floats. */
const BLOCK_VALUES = 2 ** 23

/** Pairs of one point that are kept, the nearest: of a thousand alike, each leads to others. */
const MOST_PARTNERS = 16

/** Two points, the first one before the second, and their distance. */
export interface ClosePair {
  readonly first: number
  readonly second: number
  readonly distance: number
}

/**
 * All squared distances by one matrix product: |a|² − 2ab + |b|² = (−2a, 1, |a|²) · (b, |b|², 1).
 */
function factors(points: Tensor2D): [Tensor2D, Tensor2D] {
  const tf = tensorflow()
  const squares = points.square().sum<Tensor2D>(1, true)
  const ones = tf.onesLike(squares)
  return [
    tf.concat([points.mul<Tensor2D>(-2), ones, squares], 1),
    tf.concat([points, squares, ones], 1),
  ]
}

/**
 * Pairs of points that are no further apart than `limit`, by all distances, a block at a time; of
 * one point those with the 16 nearest that follow it.
 * @param points n × features
 * @param work told how many pairs have been compared of n · (n + 1) / 2
 * @throws AppError `cancelled`
 */
export async function closePairs(
  points: Tensor2D,
  limit: number,
  { signal, onProgress }: Work<number> = {},
): Promise<ClosePair[]> {
  const tf = tensorflow()
  const count = points.shape[0]
  const pairs: ClosePair[] = []
  const [left, right] = tf.tidy(() => factors(points))
  let compared = 0
  try {
    for (let from = 0; from < count;) {
      const columns = count - from
      const rows = Math.min(columns, Math.max(1, Math.floor(BLOCK_VALUES / columns)))
      const block = tf.tidy(() => {
        const [a, b] = [left.slice([from, 0], [rows, -1]), right.slice([from, 0], [columns, -1])]
        return tf.matMul(a, b, false, true)
      })
      // Outside of the tidy, which would look for tensors among the millions of values.
      const squared = block.dataSync<'float32'>()
      block.dispose()
      for (let row = 0; row < rows; row++)
        for (const { column, value } of nearestInRow(squared, row, columns, limit)) {
          const distance = Math.sqrt(Math.max(0, value))
          pairs.push({ first: from + row, second: from + column, distance })
        }
      compared += rows * columns - (rows * (rows - 1)) / 2
      from += rows
      onProgress?.(compared)
      await nextTurn(signal)
    }
  } finally {
    tf.dispose([left, right])
  }
  return pairs
}

/** The nearest points to the right of the diagonal in one row of a block. */
function nearestInRow(
  squared: Float32Array,
  row: number,
  columns: number,
  limit: number,
): { column: number; value: number }[] {
  const bound = limit * limit
  const near: { column: number; value: number }[] = []
  for (let column = row + 1, at = row * columns + column; column < columns; column++, at++) {
    const value = squared[at] ?? 0
    if (value <= bound) near.push({ column, value })
  }
  return near.length > MOST_PARTNERS
    ? near.sort((a, b) => a.value - b.value).slice(0, MOST_PARTNERS)
    : near
}
