import type { Tensor4D } from '@tensorflow/tfjs'
import { perChannel } from '@shared/model/normalisation'
import type { Normalisation } from '@shared/model/recipe'
import { tensorflow } from '../runtime/tensorflow'

/**
 * (x − mean) / std on the device, so that gradients are those of the picture's own scale, 0…1;
 * inside a tidy or a gradient.
 */
export function normaliseTensor(x: Tensor4D, normalisation: Normalisation | undefined): Tensor4D {
  if (!normalisation) return x
  const tf = tensorflow()
  const { mean, std } = perChannel(normalisation, x.shape[3])
  return x.sub<Tensor4D>(tf.tensor1d([...mean])).div<Tensor4D>(tf.tensor1d([...std]))
}
