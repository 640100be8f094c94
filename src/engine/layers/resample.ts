import type { Tensor, Tensor3D, Tensor4D } from '@tensorflow/tfjs'
import type { AxisTaps } from '@shared/math/resample'
import type { TensorFlow } from '../runtime/tensorflow'

/** [cells of the output, cells of the input]: what each reads of each. */
function matrix(tf: TensorFlow, { length, of }: AxisTaps, input: number): Tensor3D {
  const shares = new Float32Array(length * input)
  for (let unit = 0; unit < length; unit += 1)
    for (const [cell, share] of of(unit)) shares[unit * input + cell] = share
  return tf.tensor3d(shares, [1, length, input])
}

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
