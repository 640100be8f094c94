import type { ThreeLayers, threeLayersSchema } from '@shared/contract/experiments'
import { AppError, phrase } from '@shared/errors'
import { matrixOf, matrixPattern } from '@shared/math/convolution-matrix'
import type { Pair, Window } from '@shared/math/geometry'
import type { Grid } from '@shared/math/reference'
import type { Tensor4D } from '@tensorflow/tfjs'
import type { z } from 'zod'
import { conv2d } from '../operations/kernels'
import { tensorflow, type TensorFlow } from '../runtime/tensorflow'
import { normals } from '@shared/math/picture/noise'
import { uniforms } from '../runtime/random'
import { largestDifference, readGrid, sizeOf, toFilter, toGrid, toPicture } from './grids'

/** Largest side of the picture, because n⁴ weights are drawn one by one. */
const MAX_SIDE = 12

/** A window with every output cell in its middle, and as many outputs as inputs. */
const centred = (radius: number): Window => ({
  kernel: [2 * radius + 1, 2 * radius + 1],
  stride: [1, 1],
  dilation: [1, 1],
  padding: [
    [radius, radius],
    [radius, radius],
  ],
})

/** The middle of V: |a| ≤ Δ and |b| ≤ Δ. */
const middle = (kernel: Grid, radius: number): number[][] => {
  const centre = (kernel.length - 1) / 2
  return kernel
    .slice(centre - radius, centre + radius + 1)
    .map((row) => row.slice(centre - radius, centre + radius + 1))
}

/** Matrix × picture: what a dense layer without bias computes. */
function multiply(tf: TensorFlow, matrix: Float32Array, input: Grid): number[][] {
  const [height, width] = sizeOf(input)
  const cells = height * width
  const product = tf.matMul(
    tf.tensor2d(matrix, [cells, cells]),
    tf.tensor2d(Float32Array.from(input.flat()), [cells, 1]),
  )
  return readGrid(product.reshape<Tensor4D>([1, height, width, 1]))
}

/** The convolution with V, and its difference from the same weights written as a matrix. */
function convolved(
  tf: TensorFlow,
  input: Grid,
  kernel: Grid,
  radius: number,
): ThreeLayers['local'] {
  const window = centred(radius)
  const output = readGrid(conv2d(toPicture(tf, input), toFilter(tf, kernel), window, 1))
  const asMatrix = multiply(tf, matrixOf(matrixPattern(sizeOf(input), window), kernel), input)
  return { output, difference: largestDifference(output.flat(), asMatrix.flat()) }
}

/**
 * Chapter 6.1 to 6.1.2: one picture through a dense layer with a weight for each pair of cells,
 * through a translation-invariant one, whose weights depend only on the offset, and through a local
 * one, whose weights are 0 beyond Δ.
 * @throws AppError `invalid-argument` if the picture is not square or the radius is too large for
 *   it; `too-large` beyond 12 × 12
 */
export function threeLayers({
  input,
  radius,
  seed,
}: z.infer<typeof threeLayersSchema>): ThreeLayers {
  const [side, width] = sizeOf(input)
  if (side !== width)
    throw new AppError(
      'invalid-argument',
      phrase`The picture must be square, but is ${side}×${width}.`,
      { field: 'input' },
    )
  if (side > MAX_SIDE)
    throw new AppError(
      'too-large',
      phrase`A dense layer on ${side}×${side} has ${side ** 4} weights; at most ${MAX_SIDE}×${MAX_SIDE} is drawn.`,
      { field: 'input' },
    )
  if (radius > side - 1)
    throw new AppError(
      'invalid-argument',
      phrase`The radius is at most ${side - 1} on a picture of ${side}×${side}.`,
      { field: 'radius' },
    )
  const tf = tensorflow()
  return tf.tidy(() => {
    const cells = side * side
    const [forDense, forKernel] = [0, 1].map((counter) =>
      normals(uniforms(seed, 'experiment', counter)),
    )
    const weights = Float32Array.from({ length: cells * cells }, () => forDense?.() ?? 0)
    const extent: Pair = [2 * side - 1, 2 * side - 1]
    const kernel = toGrid(
      Float32Array.from({ length: extent[0] * extent[1] }, () => forKernel?.() ?? 0),
      extent,
    )
    return {
      dense: {
        weights: { shape: [cells, cells], data: weights },
        output: multiply(tf, weights, input),
      },
      kernel,
      invariant: convolved(tf, input, kernel, side - 1),
      local: convolved(tf, input, middle(kernel, radius), radius),
    }
  })
}
