import type { Tensor4D } from '@tensorflow/tfjs'
import type { LayerOf } from '@shared/layers'
import { onlyInput, type LayerImplementation } from './implementation'

/** By a window of the whole map: of equal maxima only the first gets the gradient, as in PyTorch. */
export const globalMaxPool2d: LayerImplementation<LayerOf<'globalMaxPool2d'>> = (tf, call) => {
  const x = onlyInput<Tensor4D>(call)
  const [batch, height, width, channels] = x.shape
  const maxima = tf.maxPool(x, [height, width], 1, 'valid')
  return call.layer.keepDims ? maxima : maxima.reshape([batch, channels])
}
