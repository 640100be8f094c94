import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../tensorflow'
import type { Kernel } from './kernel'
import type { NativeOps, NativeType } from './native'

const IMAGES = 'convscope.GatherImages'
const LABELS = 'convscope.GatherLabels'

type Inputs = Parameters<Kernel['forward']>[1]

const gather = (ops: NativeOps, type: NativeType, { table, indices, axis }: Inputs): Tensor =>
  ops.run(
    'GatherV2',
    [ops.integer('batch_dims', 0), ops.type('Tparams', type), ops.type('Tindices', 'int32'), ops.type('Taxis', 'int32')],
    [table as Tensor, indices as Tensor, axis as Tensor],
  )

export const gatherImagesKernel: Kernel = {
  name: IMAGES,
  forward(ops, inputs) {
    const bytes = gather(ops, 'uint8', inputs)
    const values = ops.run('Cast', [ops.type('SrcT', 'uint8'), ops.type('DstT', 'float32'), ops.flag('Truncate', false)], [bytes])
    bytes.dispose()
    return values
  },
}

/** tfjs's own gather reads the indices back from the device to check them. */
export const gatherLabelsKernel: Kernel = { name: LABELS, forward: (ops, inputs) => gather(ops, 'int32', inputs) }

/**
 * The pictures of a batch, cut out of a data set on the device; 0…255 as float32.
 * @param images bytes [count, height, width, channels] made by `NativeOps.bytes`
 */
export const gatherImages = (tf: TensorFlow, images: Tensor, indices: Tensor1D): Tensor4D =>
  tf.engine().runKernel(IMAGES, { table: images, indices, axis: tf.scalar(0, 'int32') })

/** The classes of a batch [batch], int32. */
export const gatherLabels = (tf: TensorFlow, labels: Tensor1D, indices: Tensor1D): Tensor1D =>
  tf.engine().runKernel(LABELS, { table: labels, indices, axis: tf.scalar(0, 'int32') })
