import type { Tensor4D } from '@tensorflow/tfjs'
import { keyedNormals } from '../../runtime/kernels/keyed-normals'
import { tensorflow } from '../../runtime/tensorflow'
import type { Change } from './augmentation'
import { column } from './columns'

/** Keys are whole numbers that float32 holds exactly. */
const KEYS = 2 ** 24

export const noise: Change = {
  numbers: (amount, drawn) => [amount, Math.floor(drawn(0) * KEYS)],
  apply(x, numbers) {
    const [batch, ...shape] = x.shape
    const [, keys] = numbers.split(2, 1)
    const size = shape.reduce((product, n) => product * n, 1)
    const normals = keyedNormals(tensorflow(), keys ?? numbers, size)
    return x.add(normals.reshape<Tensor4D>([batch, ...shape]).mul(column(numbers, 0)))
  },
  clips: true,
}
