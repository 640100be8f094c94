import type { Tensor } from '@tensorflow/tfjs'
import { elements } from '@shared/layers/definition'
import { tensorflow } from '../runtime/tensorflow'

/**
 * Up to so many elements an operation's own cost, some microseconds, is more than that of laying
 * them beside others.
 */
const SMALL = 2 ** 16

/** Whether an array of so many elements is computed by itself. */
export const isLarge = (size: number): boolean => size > SMALL

/**
 * Which arrays an element-wise computation had best treat as one: a network's many small ones
 * (biases, small kernels) together, each large one by itself.
 * @returns indices into `items`, each once
 */
export function groupsOf<T>(items: readonly T[], size: (item: T) => number): number[][] {
  const indices = items.map((_, i) => i)
  const isSmall = (i: number): boolean => !isLarge(size(items[i] as T))
  return [indices.filter(isSmall), ...indices.filter((i) => !isSmall(i)).map((i) => [i])].filter(
    (group) => group.length > 0,
  )
}

/** Tensors as one, in one dimension; one by itself stays as it is. */
export function endToEnd(tensors: readonly Tensor[]): Tensor {
  const [first, ...others] = tensors
  return first && others.length === 0
    ? first
    : tensorflow().concat1d(tensors.map((tensor) => tensor.flatten()))
}

/** The tensors that {@link endToEnd} joined. */
export function apart(joined: Tensor, shapes: readonly (readonly number[])[]): Tensor[] {
  if (shapes.length === 1) return [joined]
  return tensorflow()
    .split(joined, shapes.map(elements))
    .map((piece, i) => piece.reshape([...(shapes[i] ?? [])]))
}
