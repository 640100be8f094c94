import { outputSize, type Window } from '../geometry'
import { gridOf, sizeOf, type Grid, type Sheets } from './grid'

/**
 * The values of the picture that the window at output cell (i, j) covers; cells in the padding are
 * not among them.
 */
function covered(
  grid: Grid,
  { kernel, stride, dilation, padding }: Window,
  i: number,
  j: number,
): number[] {
  const values: number[] = []
  for (let a = 0; a < kernel[0]; a++) {
    for (let b = 0; b < kernel[1]; b++) {
      const row = i * stride[0] - padding[0][0] + a * dilation[0]
      const column = j * stride[1] - padding[1][0] + b * dilation[1]
      const value = grid[row]?.[column]
      if (value !== undefined) values.push(value)
    }
  }
  return values
}

const pool = (
  input: Sheets,
  window: Window,
  reduce: (values: readonly number[]) => number,
): Sheets =>
  input.map((grid) =>
    gridOf(outputSize(sizeOf(grid), window), (i, j) => reduce(covered(grid, window, i, j))),
  )

/**
 * The largest value in each window, channel by channel (chapter 6.2.4). Padding never wins: it
 * counts as −∞.
 * @param input [channels][h][w]
 * @returns [channels][h'][w']
 * @throws AppError `invalid-argument` where the window does not fit.
 */
export const maxPool2d = (input: Sheets, window: Window): Sheets =>
  pool(input, window, (values) => Math.max(...values))

/**
 * The mean of each window, channel by channel (chapter 6.2.4). Padding adds 0 to the sum;
 * `countIncludePad` says whether its cells count in the divisor, as in PyTorch.
 */
export const avgPool2d = (input: Sheets, window: Window, countIncludePad = true): Sheets =>
  pool(input, window, (values) => {
    const cells = countIncludePad ? window.kernel[0] * window.kernel[1] : values.length
    return values.reduce((sum, value) => sum + value, 0) / cells
  })
