import type { Dropout } from '@shared/layers/dropout'
import { nativeOp1 } from '../runtime/native'
import { tensorflow } from '../runtime/tensorflow'
import { onlyInput, type LayerOp } from './layer-op'

/**
 * Inverted dropout. The mask comes from TensorFlow's stateless generator, seeded by run, step and layer: the same step
 * of a resumed run drops the same units.
 */
export const dropout: LayerOp<Dropout> = ({ layer, index, inputs, pass }) => {
  const tf = tensorflow()
  const x = onlyInput(inputs)
  if (!pass.training || layer.rate === 0) return x.clone()
  const [seed, step] = pass.randomSeed
  const mask = tf.tidy(() => {
    const shape = tf.tensor1d(x.shape, 'int32')
    // One 32-bit word for the run and layer, one for the step.
    const words = tf.tensor1d([(seed ^ Math.imul(index + 1, 0x9e3779b1)) | 0, step | 0], 'int32')
    const random = nativeOp1('StatelessRandomUniform', [shape, words], {
      types: { T: 'int32', Tseed: 'int32', dtype: 'float' },
    })
    return random.greaterEqual(layer.rate).cast('float32').div(1 - layer.rate)
  })
  return x.mul(mask)
}
