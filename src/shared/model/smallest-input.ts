import { AppError, phrase } from '../errors'
import type { Pair } from '../math/geometry'
import { resolveModel } from './resolve'
import { LARGEST_SIDE, type ModelSpec } from './spec'

/** The network for pictures of another size: its layers stay as they are. */
export const withInput = (spec: ModelSpec, [height, width]: Pair): ModelSpec => ({
  ...spec,
  input: { ...spec.input, height, width },
})

const resolves = (spec: ModelSpec, size: Pair): boolean => {
  try {
    resolveModel(withInput(spec, size))
    return true
  } catch {
    return false
  }
}

/**
 * The smallest height and width that a network's layers fit, each with the other side unchanged;
 * null where no size fits, since there is another fault. Once a side is large enough, every larger
 * one is.
 */
export function smallestInput(spec: ModelSpec): Pair | null {
  const side = (size: (length: number) => Pair): number | null => {
    let [low, high] = [1, LARGEST_SIDE]
    if (!resolves(spec, size(high))) return null
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (resolves(spec, size(middle))) high = middle
      else low = middle + 1
    }
    return low
  }
  const height = side((length) => [length, LARGEST_SIDE])
  const width = side((length) => [LARGEST_SIDE, length])
  return height === null || width === null ? null : [height, width]
}

/**
 * The network for pictures of another size, resolved.
 * @throws AppError `invalid-argument` naming the valid sizes where this one is too small or too
 *   large; `invalid-model`
 */
export function resolveForInput(spec: ModelSpec, size: Pair): ReturnType<typeof resolveModel> {
  if (Math.max(...size) > LARGEST_SIDE) {
    const [height, width] = smallestInput(spec) ?? [1, 1]
    throw new AppError(
      'invalid-argument',
      phrase`An input of ${size.join('×')} is too large: valid are ${height}×${width} to ${LARGEST_SIDE}×${LARGEST_SIDE}.`,
      { input: size },
    )
  }
  try {
    return resolveModel(withInput(spec, size))
  } catch (thrown) {
    const smallest = smallestInput(spec)
    if (!smallest || (size[0] >= smallest[0] && size[1] >= smallest[1])) throw thrown
    throw new AppError(
      'invalid-argument',
      phrase`An input of ${size.join('×')} is too small for "${spec.name}": valid are ${smallest[0]}×${smallest[1]} to ${LARGEST_SIDE}×${LARGEST_SIDE}. (${AppError.from(thrown).words})`,
      {
        input: size,
        smallest,
      },
    )
  }
}
