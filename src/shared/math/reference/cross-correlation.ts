import { outputSize, type Pair } from '../geometry'
import { gridOf, sizeOf, valueAt, type Grid } from './grid'

/**
 * The chapter's `corr2d`: Y[i, j] = Σ_a Σ_b X[i + a, j + b] · K[a, b] (chapter 6.2.1).
 * @param input [h][w]
 * @param kernel [k][l]
 * @returns [h − k + 1][w − l + 1]
 * @throws AppError `invalid-argument` where the kernel is larger than the input.
 */
export function crossCorrelation(input: Grid, kernel: Grid): Grid {
  const [height, width] = sizeOf(kernel)
  const window = {
    kernel: [height, width] as Pair,
    stride: [1, 1] as Pair,
    dilation: [1, 1] as Pair,
    padding: [
      [0, 0],
      [0, 0],
    ] as const,
  }
  return gridOf(outputSize(sizeOf(input), window), (i, j) => {
    let sum = 0
    for (let a = 0; a < height; a++) {
      for (let b = 0; b < width; b++) {
        sum += valueAt(input, i + a, j + b) * valueAt(kernel, a, b)
      }
    }
    return sum
  })
}

/** The kernel turned by half a turn: first row last, first column last. */
export const flip = (kernel: Grid): Grid => kernel.map((row) => [...row].reverse()).reverse()

/**
 * Convolution as mathematics writes it, Y[i, j] = Σ_a Σ_b X[i − a, j − b] · K[a, b], where the
 * kernel is entirely inside: cross-correlation with the flipped kernel (chapter 6.1 and 6.2.1).
 */
export const convolution = (input: Grid, kernel: Grid): Grid =>
  crossCorrelation(input, flip(kernel))
