import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../tensorflow'
import type { Kernel } from './kernel'

const NAME = 'convscope.GatherExamples'

export const gatherExamplesKernel: Kernel = {
  name: NAME,
  forward(ops, { images, indices, axis }) {
    const bytes = ops.run(
      'GatherV2',
      [ops.integer('batch_dims', 0), ops.type('Tparams', 'uint8'), ops.type('Tindices', 'int32'), ops.type('Taxis', 'int32')],
      [images as Tensor, indices as Tensor, axis as Tensor],
    )
    const values = ops.run('Cast', [ops.type('SrcT', 'uint8'), ops.type('DstT', 'float32'), ops.flag('Truncate', false)], [bytes])
    bytes.dispose()
    return values
  },
}

/**
 * The pictures of a batch, cut out of a data set on the device; 0…255 as float32.
 * @param images bytes [count, height, width, channels] made by `NativeOps.bytes`
 */
export const gatherExamples = (tf: TensorFlow, images: Tensor, indices: Tensor1D): Tensor4D =>
  tf.engine().runKernel(NAME, { images, indices, axis: tf.scalar(0, 'int32') })
