import { hueMatrix } from '@shared/math/reference/augment'
import type { Tensor4D } from '@tensorflow/tfjs'
import { around, type Change } from './augmentation'

export const hue: Change = {
  /** The matrix, column by column: pixels are rows, so it is multiplied from the right. */
  numbers(amount, drawn) {
    const matrix = hueMatrix(around(amount, drawn(0)))
    return [0, 1, 2].flatMap((column) => matrix.map((row) => row[column] ?? NaN))
  },
  apply(x, numbers) {
    const [batch, height, width, channels] = x.shape
    return x
      .reshape([batch, height * width, channels])
      .matMul(numbers.reshape([batch, 3, 3]))
      .reshape<Tensor4D>(x.shape)
  },
  clips: true,
}
