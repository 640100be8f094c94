import type { Rank, Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../tfjs'

/**
 * Neighbouring columns taken for channels. Read `width` columns of `channels` as `width / g`
 * columns of `g · channels`: the numbers stay where they are in memory, and a convolution becomes
 * one with a wider filter, in which each group of outputs finds the old filter shifted by its own
 * column, with zeros around it. It multiplies more, by zeros, and is faster where there are few
 * channels: a processor works on eight or sixteen of them at once, full or not.
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

/** Columns of the filter that serves groups of `g`. */
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
 * Whether a convolution without padding, stride and dilation is the same in groups: both widths
 * fall into whole ones.
 */
export const fallsIntoGroups = (inputWidth: number, filterWidth: number, g: number): boolean => {
  const outputWidth = inputWidth - filterWidth + 1
  return (
    inputWidth % g === 0 &&
    outputWidth % g === 0 &&
    inputWidth / g - groupedWidth(filterWidth, g) + 1 === outputWidth / g
  )
}
