import type { NamedArray, NamedArrays } from '@shared/model/weights'

/**
 * Finds a weight of a Keras layer among those of a file: by its full path, by the last part of the
 * path, or by its index, because Keras 3 numbers the weights.
 */
export function findArray(
  stored: NamedArrays,
  layer: string,
  names: readonly string[],
  index: number,
): NamedArray | undefined {
  const exact = names
    .map((name) => stored.get(`${layer}/${name}`))
    .find((array) => array !== undefined)
  if (exact) return exact
  for (const [path, array] of stored) {
    const parts = path.replace(/:0$/, '').split('/')
    const last = parts.pop() ?? ''
    const belongs = `/${parts.join('/')}/`.includes(`/${layer}/`)
    if (belongs && (names.includes(last) || (parts.at(-1) === 'vars' && last === String(index))))
      return array
  }
  return undefined
}
