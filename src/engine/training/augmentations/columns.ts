import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import { GREY } from '@shared/math/reference/augment'
import { tensorflow } from '../../runtime/tensorflow'

/** One number of each picture [batch, 1, 1, 1], of numbers [batch, many]. */
export const column = (numbers: Tensor2D, place: number): Tensor4D => {
  const [batch] = numbers.shape
  return numbers.slice([0, place], [batch, 1]).reshape([batch, 1, 1, 1])
}

/** The brightness of every pixel [batch, height, width, 1]. */
export function greys(x: Tensor4D): Tensor4D {
  if (x.shape[3] === 1) return x
  if (x.shape[3] !== 3) return x.mean(3, true)
  return x.mul(tensorflow().tensor1d([...GREY])).sum(3, true)
}
