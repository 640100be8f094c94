import type { Tensor } from '@tensorflow/tfjs'
import { elements } from '@shared/layers/definition'
import { tensorflow } from '../runtime/tensorflow'

/**
 * Up to this many elements the fixed cost of an operation, some microseconds, is higher than that
 * of joining the array with others.
 */
const SMALL = 2 ** 16

/** Whether an array of so many elements is computed separately. */
export const isLarge = (size: number): boolean => size > SMALL

/**
 * Groups the arrays of an element-wise computation for speed: a network's many small ones (biases,
 * small kernels) together, and each large one separately.
 * @returns indices into `items`, each once
 */
export function groupsOf<T>(items: readonly T[], size: (item: T) => number): number[][] {
  const indices = items.map((_, i) => i)
  const isSmall = (i: number): boolean => !isLarge(size(items[i] as T))
  return [indices.filter(isSmall), ...indices.filter((i) => !isSmall(i)).map((i) => [i])].filter(
    (group) => group.length > 0,
  )
}

/** Joins tensors into one of one dimension; a single tensor is returned unchanged. */
export function endToEnd(tensors: readonly Tensor[]): Tensor {
  const [first, ...others] = tensors
  return first && others.length === 0
    ? first
    : tensorflow().concat1d(tensors.map((tensor) => tensor.flatten()))
}

/** Separates the tensors that {@link endToEnd} joined. */
export function separate(joined: Tensor, shapes: readonly (readonly number[])[]): Tensor[] {
  if (shapes.length === 1) return [joined]
  return tensorflow()
    .split(joined, shapes.map(elements))
    .map((piece, i) => piece.reshape([...(shapes[i] ?? [])]))
}
