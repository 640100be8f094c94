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
  const exact = [...names, `vars/${index}`]
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
  return byChain(stored, layer.split('/'), names)
}

/** A weight of a layer in a model in the model, whose path may lack the outer names. */
function byChain(
  stored: NamedArrays,
  chain: readonly string[],
  names: readonly string[],
): NamedArray | undefined {
  for (let from = 1; from < chain.length; from += 1) {
    const layer = `/${chain.slice(from).join('/')}/`
    const found = [...stored].filter(([path]) => {
      const parts = path.replace(/:0$/, '').split('/')
      const last = parts.pop() ?? ''
      return names.includes(last) && `/${parts.join('/')}/`.endsWith(layer)
    })
    if (found.length === 1) return found[0]?.[1]
    if (found.length > 1) return undefined
  }
  return undefined
}
