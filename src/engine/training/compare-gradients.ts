import { AppError, phrase } from '@shared/errors'
import type { NamedArrays } from '@shared/model/weights'

/**
 * The largest difference that counts as rounding. Fused operations add in another order, which
 * stays far below it. A GPU multiplies in TensorFloat-32, with ten bits, where that is fastest, and
 * decides it for each form of an operation separately.
 */
const TOLERANCE = { CPU: 1e-4, GPU: 1e-2 } as const
/**
 * Some gradients are zero except for rounding, such as those of a bias before a batch norm. So an
 * array of small gradients is compared with this share of the network's largest gradient. A wrong
 * gradient differs by its own size, which is far more.
 */
const FLOOR = 0.1

const largest = (values: Iterable<number>): number => {
  let found = 0
  for (const value of values) found = Math.max(found, Math.abs(value))
  return found
}

/**
 * The largest difference of each array, as a share of the array's largest value, or of `floor`
 * times the largest of all.
 */
export function differences(
  expected: NamedArrays,
  actual: NamedArrays,
  floor = FLOOR,
): ReadonlyMap<string, number> {
  const all = largest([...expected.values()].map(({ data }) => largest(data)))
  return new Map(
    [...expected].map(([name, { data }]) => {
      const other = actual.get(name)?.data ?? new Float32Array()
      return [
        name,
        largest(data.map((value, i) => value - (other[i] ?? NaN))) /
          Math.max(largest(data), floor * all, Number.MIN_VALUE),
      ]
    }),
  )
}

/** @throws AppError naming the weight whose gradients differ by more than rounding */
export function compareGradients(
  expected: NamedArrays,
  actual: NamedArrays,
  device: keyof typeof TOLERANCE,
): void {
  for (const [name, difference] of differences(expected, actual)) {
    if (!(difference <= TOLERANCE[device])) {
      throw new AppError(
        'internal',
        phrase`the gradient of ${name} is off by ${(100 * difference).toFixed(3)} % in a trial step`,
      )
    }
  }
}
