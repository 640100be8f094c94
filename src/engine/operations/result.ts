import { AppError, phrase } from '@shared/errors'
import type { Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../runtime/tensorflow'
import type { NumberArray } from './numbers'

/**
 * [channels, height, width] (or [height, width], one channel) as TensorFlow's [1, height, width,
 * channels].
 */
export function toPicture(tf: TensorFlow, { shape, data }: NumberArray): Tensor4D {
  const sheets = shape.length === 2 ? [1, ...shape] : shape
  const [channels = 1, height = 1, width = 1] = sheets
  return tf.tidy(() =>
    tf.tensor4d(data, [1, channels, height, width]).transpose<Tensor4D>([0, 2, 3, 1]),
  )
}

/**
 * Computes a picture in TensorFlow and reads it back, channels first.
 * @param flat whether to leave out the level of channels, for a result of one channel
 * @throws AppError `too-large` if a value is beyond the range of float32
 */
export function computePicture(
  tf: TensorFlow,
  flat: boolean,
  compute: () => Tensor4D,
): NumberArray {
  const output = tf.tidy(() => compute().transpose<Tensor4D>([0, 3, 1, 2]))
  try {
    const shape = output.shape.slice(flat ? 2 : 1)
    const data = output.dataSync<'float32'>()
    if (!data.every(Number.isFinite)) {
      throw new AppError(
        'too-large',
        phrase`The result is beyond the range of float32; use smaller numbers.`,
      )
    }
    return { shape, data }
  } finally {
    output.dispose()
  }
}
