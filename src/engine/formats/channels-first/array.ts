import { elements, type Shape } from '@shared/layers/definition'
import type { StoredOrder } from '../stored-weight'
import { inverse, permuted } from './permute'

/** An array of `shape` whose axes are permuted, then read as another shape of as many numbers. */
function reordered(
  shape: Shape,
  axes: readonly number[],
  stored: Shape = axes.map((axis) => shape[axis] ?? 0),
): StoredOrder {
  const lengths = axes.map((axis) => shape[axis] ?? 0)
  return {
    shape: stored,
    pack: (values) => permuted(values, shape, axes),
    unpack: (values) => permuted(values, lengths, inverse(axes)),
  }
}

/** A kernel [height, width, inputs of a group, outputs] as [outputs, inputs, height, width]. */
export const kernelOrder = (shape: Shape): StoredOrder => reordered(shape, [3, 2, 0, 1])

/**
 * The kernel of a transposed convolution, [height, width, inputs of a group, outputs], as [inputs,
 * outputs of a group, height, width].
 */
export function transposedKernelOrder(
  [height = 0, width = 0, inputs = 0, outputs = 0]: Shape,
  groups: number,
): StoredOrder {
  const perGroup = outputs / groups
  return reordered(
    [height, width, inputs, groups, perGroup],
    [3, 2, 4, 0, 1],
    [inputs * groups, perGroup, height, width],
  )
}

/**
 * The weights of a dense layer, [inputs, outputs], whose inputs are a map of [height, width,
 * channels] that was laid out with the channels first.
 */
export const rowsOrder = (shape: Shape, map: Shape): StoredOrder => {
  const outputs = elements(shape) / elements(map)
  return reordered([...map, outputs], [2, 0, 1, 3], shape)
}

/** [inputs, outputs] as [outputs, inputs], the inputs laid out with the channels first. */
export const transposedRowsOrder = (shape: Shape, map: Shape | undefined): StoredOrder => {
  const [inputs = 0, outputs = 0] = shape
  return map
    ? reordered([...map, outputs], [3, 2, 0, 1], [outputs, inputs])
    : reordered(shape, [1, 0])
}
