import type { Tensor2D } from '@tensorflow/tfjs'
import { tensorflow } from '../../runtime/tensorflow'

/** Frequencies below this one, along each side, describe a picture. */
const FREQUENCIES = 8

/**
 * Cosines and sines of the low frequencies (u, v), u ≥ 0, over the pixels.
 * @returns pixels × frequencies each
 */
function waves(height: number, width: number, pairs: readonly (readonly [number, number])[]) {
  const cos = new Float32Array(height * width * pairs.length)
  const sin = new Float32Array(cos.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (const [column, [u, v]] of pairs.entries()) {
        const angle = 2 * Math.PI * ((u * y) / height + (v * x) / width)
        const at = (y * width + x) * pairs.length + column
        cos[at] = Math.cos(angle)
        sin[at] = Math.sin(angle)
      }
  return { cos, sin }
}

/** Frequencies of one quarter, of its mirror image, and those along the axis, which have none. */
function frequencies(height: number, width: number) {
  const us = Array.from({ length: Math.min(FREQUENCIES, Math.ceil(height / 2)) }, (_, u) => u)
  const vs = Array.from({ length: Math.min(FREQUENCIES, Math.ceil(width / 2)) }, (_, v) => v)
  const right = us.flatMap((u) => vs.slice(1).map((v) => [u, v] as const))
  return {
    axis: us.map((u) => [u, 0] as const),
    right,
    left: right.map(([u, v]) => [u, -v] as const),
  }
}

/**
 * Describes each picture by the magnitudes of its low frequencies: they stay the same when the
 * picture is shifted around its border, and their sums and differences by (u, v) and (u, −v) when
 * it is mirrored. By Parseval's theorem the distance of two descriptions is at most the root mean
 * square of the pictures' difference, however one of them is shifted or mirrored.
 * @param pictures count × pixels
 * @returns count × features
 */
export function spectra(pictures: Tensor2D, height: number, width: number): Tensor2D {
  const tf = tensorflow()
  return tf.tidy(() => {
    const magnitudes = (pairs: readonly (readonly [number, number])[]): Tensor2D => {
      const { cos, sin } = waves(height, width, pairs)
      const shape: [number, number] = [height * width, pairs.length]
      const real = tf.matMul(pictures, tf.tensor2d(cos, shape))
      const imaginary = tf.matMul(pictures, tf.tensor2d(sin, shape))
      return tf.sqrt(tf.add<Tensor2D>(real.square(), imaginary.square()))
    }
    const { axis, right, left } = frequencies(height, width)
    // (u, 0) and (−u, 0) have the same magnitude, and so have (u, v) and (−u, −v).
    const twice = tf.tensor1d(axis.map(([u]) => (u === 0 ? 1 : Math.SQRT2)))
    const [a, b] = [magnitudes(right), magnitudes(left)]
    const onTheAxis = tf.tensor1d(right.map(([u]) => (u === 0 ? Math.SQRT1_2 : 1)))
    const parts = [
      tf.mul<Tensor2D>(magnitudes(axis), twice),
      tf.mul<Tensor2D>(a.add(b), onTheAxis),
      tf.mul<Tensor2D>(a.sub(b).abs(), onTheAxis),
    ]
    return tf.div<Tensor2D>(tf.concat2d(parts, 1), height * width)
  })
}
