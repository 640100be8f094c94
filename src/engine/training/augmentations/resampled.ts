import type { Augmentations } from '@shared/recipe/augmentations'
import type { Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs'
import { warp } from '../../runtime/kernels/warp'
import { tensorflow } from '../../runtime/tensorflow'

/**
 * How much each pixel of a side counts for each pixel of the result [batch, length, length]:
 * 1 − distance, where that is above 0. Places outside are those of the edge.
 * @param maps a pixel's place is maps[factor] · its place in the result + maps[offset]
 */
function weights(maps: Tensor2D, length: number, factor: number, offset: number): Tensor3D {
  const tf = tensorflow()
  const [batch] = maps.shape
  const number = (place: number) => maps.slice([0, place], [batch, 1])
  const places = tf.range(0, length).reshape<Tensor2D>([1, length])
  const from = tf.clipByValue(places.mul(number(factor)).add(number(offset)), 0, length - 1)
  return from
    .reshape([batch, length, 1])
    .sub(places.reshape([1, 1, length]))
    .abs()
    .mul(-1)
    .add(1)
    .relu()
}

/** Rows and columns one after the other, as products of matrices. */
function alongSides(x: Tensor4D, maps: Tensor2D): Tensor4D {
  const [batch, height, width] = x.shape
  const rows = weights(maps, height, 4, 5).matMul<Tensor3D>(x.reshape([batch, height, width]))
  return rows.matMul(weights(maps, width, 0, 2), false, true).reshape(x.shape)
}

/**
 * Moves the pixels of each picture by its own map between pixels, bilinear. Without a rotation a
 * grey picture's rows and columns are moved by two products, which take half the time of a
 * projective transformation and give the same.
 */
export function resampled(x: Tensor4D, maps: Tensor2D, augment: Augmentations = {}): Tensor4D {
  const isStraight = augment.rotate === undefined && x.shape[3] === 1
  return isStraight ? alongSides(x, maps) : warp(tensorflow(), x, maps)
}
