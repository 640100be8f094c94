import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../tfjs'
import type { Kernel } from './kernel'

const NAME = 'convscope.Warp'

export const warpKernel: Kernel = {
  name: NAME,
  forward: (ops, { x, maps, size, fill }) =>
    ops.run(
      'ImageProjectiveTransformV3',
      [
        ops.type('dtype', 'float32'),
        ops.text('interpolation', 'BILINEAR'),
        ops.text('fill_mode', 'NEAREST'),
      ],
      [x as Tensor, maps as Tensor, size as Tensor, fill as Tensor],
    ),
}

/**
 * Moves the pixels of pictures [batch, height, width, channels], each by its own map [batch, 8] from
 * a place of the result to one of the source: (x, y) ↦ ((a·x + b·y + c) / k, (d·x + e·y + f) / k),
 * k = g·x + h·y + 1, in pixels. Between pixels it is bilinear; outside is the nearest pixel of the
 * edge.
 */
export function warp(tf: TensorFlow, x: Tensor4D, maps: Tensor2D): Tensor4D {
  const [, height, width] = x.shape
  return tf.engine().runKernel(NAME, {
    ...{ x, maps },
    size: tf.tensor1d([height, width], 'int32'),
    fill: tf.scalar(0),
  })
}
