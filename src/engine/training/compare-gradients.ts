import { AppError, phrase } from '@shared/errors'
import type { NamedArrays } from '@shared/model/weights'

/**
 * The largest difference that counts as rounding, as a share of an array's largest value. Fused
 * operations add in another order, which stays far below it. A GPU multiplies in TensorFloat-32,
 * with ten bits, where that is fastest, and decides it for each form of an operation separately.
 */
const TOLERANCE = { CPU: 1e-4, GPU: 1e-2 } as const
/**
 * How many times its own rounding an array may be off. Of ten seeds of a network with biases before
 * batch norms it was 2.3 at most.
 */
const ROUNDINGS = 20

export type Device = keyof typeof TOLERANCE

/** The largest size of some values; NaN if one of them is. */
export const largest = (values: Iterable<number>): number => {
  let found = 0
  for (const value of values) found = Math.max(found, Math.abs(value))
  return found
}

/** The largest difference of each array of `expected`. */
export function differences(
  expected: NamedArrays,
  actual: NamedArrays,
): ReadonlyMap<string, number> {
  return new Map(
    [...expected].map(([name, { data }]) => {
      const other = actual.get(name)?.data
      return [name, largest(data.map((value, i) => value - (other?.[i] ?? NaN)))]
    }),
  )
}

/**
 * Compares gradients that two computations found for the same step.
 *
 * Some gradients are zero except for rounding, such as those of a bias before a batch norm: two
 * right computations then share not one digit. So an array that is off is compared with the
 * rounding of its own computation.
 * @param disturbed gradients of the computation of `expected` from weights that were changed by as
 *   much as rounding changes them; asked for only if an array is off
 * @throws AppError naming the weight whose gradients differ by more than rounding
 */
export function compareGradients(
  expected: NamedArrays,
  actual: NamedArrays,
  device: Device,
  disturbed: () => readonly NamedArrays[],
): void {
  const found = [...differences(expected, actual)].map(([name, difference]) => ({
    name,
    difference,
    size: largest(expected.get(name)?.data ?? []),
  }))
  const off = found.filter(({ difference, size }) => !(difference <= TOLERANCE[device] * size))
  if (off.length === 0) return
  const roundings = disturbed().map((gradients) => differences(expected, gradients))
  for (const { name, difference, size } of off) {
    const rounding = Math.max(...roundings.map((each) => each.get(name) ?? NaN))
    if (difference <= ROUNDINGS * rounding) continue
    throw new AppError(
      'internal',
      phrase`the gradient of ${name} is off by ${((100 * difference) / size).toFixed(3)} % in a trial step`,
    )
  }
}
