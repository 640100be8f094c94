import { elements } from '@shared/layers/definition'
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../tfjs'
import type { Kernel } from './kernel'
import type { NativeOps, NativeType } from './native'

const IMAGES = 'convscope.GatherImages'
const LABELS = 'convscope.GatherLabels'

type Inputs = Parameters<Kernel['forward']>[1]

const gather = (ops: NativeOps, type: NativeType, { table, indices, axis }: Inputs): Tensor =>
  ops.run(
    'GatherV2',
    [
      ops.integer('batch_dims', 0),
      ops.type('Tparams', type),
      ops.type('Tindices', 'int32'),
      ops.type('Taxis', 'int32'),
    ],
    [table as Tensor, indices as Tensor, axis as Tensor],
  )

export const gatherImagesKernel: Kernel = {
  name: IMAGES,
  forward(ops, inputs) {
    const found = gather(ops, ops.onGpu ? 'float32' : 'uint8', inputs)
    const bytes = ops.onGpu
      ? ops.run('Bitcast', [ops.type('T', 'float32'), ops.type('type', 'uint8')], [found])
      : found
    const values = ops.run(
      'Cast',
      [ops.type('SrcT', 'uint8'), ops.type('DstT', 'float32'), ops.flag('Truncate', false)],
      [bytes],
    )
    for (const tensor of new Set([found, bytes])) tensor.dispose()
    return values
  },
}

/** tfjs's own gather would read the indices back from the device to check them. */
export const gatherLabelsKernel: Kernel = {
  name: LABELS,
  forward: (ops, inputs) => gather(ops, 'int32', inputs),
}

/**
 * The images of a batch, gathered from a data set on the device; 0…255 as float32.
 * @param images of the data set, as `heldImages` has them
 * @param shape of a picture [height, width, channels]
 */
export function gatherImages(
  tf: TensorFlow,
  images: Tensor,
  indices: Tensor1D,
  shape: readonly number[],
): Tensor4D {
  const values: Tensor = tf
    .engine()
    .runKernel(IMAGES, { table: images, indices, axis: tf.scalar(0, 'int32') })
  const batch = indices.shape[0]
  const whole = [batch, ...shape] as Tensor4D['shape']
  if (values.size === elements(whole)) return values.reshape(whole)
  return values
    .reshape([batch, -1])
    .slice([0, 0], [batch, elements(shape)])
    .reshape(whole)
}

/** The classes of a batch [batch], int32. */
export const gatherLabels = (tf: TensorFlow, labels: Tensor1D, indices: Tensor1D): Tensor1D =>
  tf.engine().runKernel(LABELS, { table: labels, indices, axis: tf.scalar(0, 'int32') })
