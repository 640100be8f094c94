import type { Pixelwise, pixelwiseSchema } from '@shared/contract/experiments'
import type { Pair } from '@shared/math/geometry'
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import type { z } from 'zod'
import { conv2d } from '../operations/kernels'
import { tensorflow } from '../runtime/tensorflow'
import { normals } from '@shared/math/picture/noise'
import { uniforms } from '../runtime/random'
import { flatSheets, largestDifference, plainWindow, toGrid } from './grids'

/**
 * Chapter 6.2.3.3: a 1×1 convolution, and the same as a dense layer at every pixel (the chapter's
 * `corr2d_multi_in_out_1x1`, a matrix product of [outputs, channels] and [channels, height ·
 * width]). X and K are drawn from normal(0, 1).
 */
export function pixelwise({
  channels,
  outputs,
  height,
  width,
  seed,
}: z.infer<typeof pixelwiseSchema>): Pixelwise {
  const normal = normals(uniforms(seed, 'experiment', 2))
  const draw = (count: number): Float32Array => Float32Array.from({ length: count }, () => normal())
  const size: Pair = [height, width]
  const pixels = height * width
  const [x, k] = [draw(channels * pixels), draw(outputs * channels)]
  const sheetsOf = (data: Float32Array, count: number): number[][][] =>
    Array.from({ length: count }, (_, c) => toGrid(data, size, c * pixels))
  const tf = tensorflow()
  return tf.tidy(() => {
    const flat = tf.tensor2d(x, [channels, pixels])
    const kernel = tf.tensor2d(k, [outputs, channels])
    const picture = flat
      .reshape<Tensor4D>([1, channels, height, width])
      .transpose<Tensor4D>([0, 2, 3, 1])
    const filter = kernel.transpose<Tensor2D>().reshape<Tensor4D>([1, 1, channels, outputs])
    const maps = conv2d(picture, filter, plainWindow([1, 1]), 1).transpose<Tensor4D>([0, 3, 1, 2])
    const convolution = sheetsOf(maps.dataSync<'float32'>(), outputs)
    const dense = sheetsOf(tf.matMul(kernel, flat).dataSync<'float32'>(), outputs)
    const [a, b] = [flatSheets(convolution), flatSheets(dense)]
    return {
      input: sheetsOf(x, channels),
      kernel: toGrid(k, [outputs, channels]),
      convolution,
      dense,
      sum: a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? Number.NaN)), 0),
      largest: largestDifference(a, b),
    }
  })
}
