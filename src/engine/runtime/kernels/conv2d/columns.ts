import type { Rank, Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../../tfjs'

/**
 * Treats neighbouring columns as channels: `width` columns of `channels` become `width / g` columns
 * of `g · channels`. The numbers stay where they are in memory. The convolution becomes one with a
 * wider filter, in which each group of outputs has the old filter shifted by its own column, with
 * zeros around it. There are more multiplications, by zeros, but with few channels it is faster,
 * because a processor always works on eight or sixteen channels at once.
 */
export const inGroups = (tf: TensorFlow, maps: Tensor4D, g: number): Tensor4D => {
  const [batch, height, width, channels] = maps.shape
  return tf.reshape(maps, [batch, height, width / g, g * channels])
}

/** The reverse of {@link inGroups}. */
export const ungrouped = (tf: TensorFlow, maps: Tensor4D, g: number): Tensor4D => {
  const [batch, height, width, channels] = maps.shape
  return tf.reshape(maps, [batch, height, width * g, channels / g])
}

/** Columns of the filter for groups of `g`. */
const groupedWidth = (width: number, g: number): number => Math.ceil((width + g - 1) / g)

/**
 * The filter [height, width, in, out] for maps in groups: [height, ⌈(width + g − 1) / g⌉, g · in, g
 * · out].
 */
export function groupedFilter(tf: TensorFlow, filter: Tensor4D, g: number): Tensor4D {
  const [height, width, inputs, outputs] = filter.shape
  const columns = groupedWidth(width, g)
  const shifted = Array.from({ length: g }, (_, shift) =>
    tf.reshape<Rank.R4>(
      filter.pad([
        [0, 0],
        [shift, columns * g - width - shift],
        [0, 0],
        [0, 0],
      ]),
      [height, columns, g * inputs, outputs],
    ),
  )
  return tf.concat4d(shifted, 3)
}

/**
 * Whether a convolution without padding, stride and dilation can be computed in groups: both widths
 * are multiples of the group.
 */
export const fallsIntoGroups = (inputWidth: number, filterWidth: number, g: number): boolean => {
  const outputWidth = inputWidth - filterWidth + 1
  return (
    inputWidth % g === 0 &&
    outputWidth % g === 0 &&
    inputWidth / g - groupedWidth(filterWidth, g) + 1 === outputWidth / g
  )
}
