import type { Tensor, Tensor3D, Tensor4D } from '@tensorflow/tfjs'
import { sharesOf, type AxisTaps } from '@shared/math/resample'
import type { TensorFlow } from '../runtime/tensorflow'

const matrix = (tf: TensorFlow, axis: AxisTaps, input: number): Tensor3D =>
  tf.tensor3d(sharesOf(axis, input), [1, axis.length, input])

/** [batch, cells, rest] with the cells replaced by sums of them. */
const resampleAxis = (tf: TensorFlow, x: Tensor, axis: AxisTaps): Tensor =>
  tf.matMul(matrix(tf, axis, x.shape[1] ?? 0), x)

/**
 * Resamples the rows of a map, then its columns, each by one product with a matrix: its gradient is
 * a product too, which adds in the same order every time. A gather's gradient on a GPU doesn't.
 */
export function resample(
  tf: TensorFlow,
  x: Tensor4D,
  [rows, columns]: readonly [AxisTaps, AxisTaps],
): Tensor4D {
  const [batch, height, width, channels] = x.shape
  const down = resampleAxis(tf, x.reshape([batch, height, width * channels]), rows)
  return resampleAxis(
    tf,
    down.reshape([batch * rows.length, width, channels]),
    columns,
  ).reshape<Tensor4D>([batch, rows.length, columns.length, channels])
}
