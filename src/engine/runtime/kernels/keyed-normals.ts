import type { Tensor, Tensor2D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../tfjs'
import type { Kernel } from './kernel'

const NAME = 'convscope.KeyedNormals'
const INT = 'int32'

/** The arithmetic of `normalAt` of `shared/math/reference`, on whole tensors. */
export const keyedNormalsKernel: Kernel = {
  name: NAME,
  forward(ops, { keys, places }, _, tf) {
    const both = (operation: string, left: Tensor, right: Tensor): Tensor =>
      ops.run(operation, [ops.type('T', INT)], [left, right])
    const whole = (value: number): Tensor => tf.scalar(value | 0, INT)
    const times = (x: Tensor, factor: number): Tensor => both('Mul', x, whole(factor))
    /** The shift of TensorFlow keeps the sign; the bits that it fills in are removed. */
    const right = (x: Tensor, bits: number): Tensor =>
      both('BitwiseAnd', both('RightShift', x, whole(bits)), whole(2 ** (32 - bits) - 1))
    const folded = (x: Tensor, bits: number): Tensor => both('BitwiseXor', x, right(x, bits))
    let h = both('AddV2', times((keys as Tensor).toInt(), 0x9e3779b1), places as Tensor)
    h = times(folded(h, 16), 0x85ebca6b)
    h = times(folded(h, 13), 0xc2b2ae35)
    h = folded(h, 16)
    const first = right(h, 16)
      .toFloat()
      .add(0.5)
      .mul(1 / 65536)
    const second = both('BitwiseAnd', h, whole(0xffff))
      .toFloat()
      .mul((2 * Math.PI) / 65536)
    return first.log().mul(-2).sqrt().mul(second.cos())
  },
}

/**
 * Normal numbers [batch, size] of which each depends only on its row's key and its place in the row.
 * @param keys whole numbers below 2²⁴ [batch, 1], float32
 */
export function keyedNormals(tf: TensorFlow, keys: Tensor, size: number): Tensor2D {
  const places = tf.range(0, size, 1, INT).reshape([1, size])
  return tf.engine().runKernel(NAME, { keys, places })
}
