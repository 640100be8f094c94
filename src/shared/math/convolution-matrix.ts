import { outputSize, type Pair, type Window } from './geometry'
import type { Grid } from './reference'

/** An entry without a weight: the output cell does not read this input cell. */
export const NO_WEIGHT = -1

/**
 * A convolution as the matrix of the dense layer that does the same: one row an output cell, one
 * column an input cell, both counted row by row. An entry is the index of a kernel cell, or
 * `NO_WEIGHT`.
 */
export interface MatrixPattern {
  readonly input: Pair
  readonly output: Pair
  readonly rows: number
  readonly columns: number
  /** Row-major, rows × columns. */
  readonly cells: Int32Array
}

/**
 * The matrix of a sliding window. With stride 1 it is Toeplitz in blocks that are Toeplitz
 * themselves ("doubly block Toeplitz"): Goodfellow, Bengio, Courville, Deep Learning, 9.1.
 * @param input [height, width]
 * @throws AppError `invalid-argument` where the window does not fit.
 */
export function matrixPattern(input: Pair, window: Window): MatrixPattern {
  const { kernel, stride, dilation, padding } = window
  const output = outputSize(input, window)
  const [rows, columns] = [output[0] * output[1], input[0] * input[1]]
  const cells = new Int32Array(rows * columns).fill(NO_WEIGHT)
  for (let i = 0; i < output[0]; i++) {
    for (let j = 0; j < output[1]; j++) {
      for (let a = 0; a < kernel[0]; a++) {
        for (let b = 0; b < kernel[1]; b++) {
          const row = i * stride[0] - padding[0][0] + a * dilation[0]
          const column = j * stride[1] - padding[1][0] + b * dilation[1]
          const inside = row >= 0 && row < input[0] && column >= 0 && column < input[1]
          if (inside)
            cells[(i * output[1] + j) * columns + row * input[1] + column] = a * kernel[1] + b
        }
      }
    }
  }
  return { input, output, rows, columns, cells }
}

/** The weights in their places, 0 where there is none: row-major, rows × columns. */
export function matrixOf({ cells }: MatrixPattern, kernel: Grid): Float32Array {
  const weights = kernel.flat()
  return Float32Array.from(cells, (cell) => (cell === NO_WEIGHT ? 0 : (weights[cell] ?? 0)))
}

/**
 * Whether an entry depends only on how far the input cell lies from the output cell, down and
 * across: the doubly block Toeplitz structure that sharing a kernel makes.
 */
export function isDoublyBlockToeplitz({ input, output, columns, cells }: MatrixPattern): boolean {
  const seen = new Map<string, number>()
  for (let at = 0; at < cells.length; at++) {
    const [unit, cell] = [Math.floor(at / columns), at % columns]
    const down = Math.floor(cell / input[1]) - Math.floor(unit / output[1])
    const across = (cell % input[1]) - (unit % output[1])
    const key = `${down},${across}`
    const weight = cells[at] ?? NO_WEIGHT
    if ((seen.get(key) ?? weight) !== weight) return false
    seen.set(key, weight)
  }
  return true
}
