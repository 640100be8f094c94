import type { Tensor4D } from '@tensorflow/tfjs'
import { tensorflow } from '../../runtime/tensorflow'
import type { Change } from './augmentation'
import { column } from './columns'

export const cutout: Change = {
  /** The middle of the square in pixels, and half of its side. */
  numbers: (amount, drawn, { height, width }) => [
    drawn(0) * width - 0.5,
    drawn(1) * height - 0.5,
    (amount * Math.min(height, width)) / 2,
  ],
  apply(x, numbers) {
    const tf = tensorflow()
    const [, height, width] = x.shape
    const half = column(numbers, 2)
    const near = (length: number, shape: [number, number, number, number], place: number) =>
      tf.range(0, length).reshape<Tensor4D>(shape).sub(column(numbers, place)).abs().less(half)
    const inside = tf.logicalAnd(
      near(width, [1, 1, width, 1], 0),
      near(height, [1, height, 1, 1], 1),
    )
    return x.mul(tf.scalar(1).sub(inside.toFloat()))
  },
  clips: false,
}
