import { createHash } from 'node:crypto'
import type { LoadedModel } from './loaded-model'

const known = new WeakMap<LoadedModel, string>()

/**
 * A digest of what a model computes: its network, weights, switched-off channels and normalisation.
 * Two models with the same digest give the same outputs.
 */
export function digestOf(loaded: LoadedModel): string {
  const before = known.get(loaded)
  if (before !== undefined) return before
  const hash = createHash('sha256')
  const { spec, normalisation, silenced = new Map<string, Set<number>>() } = loaded
  hash.update(
    JSON.stringify({
      input: spec.input,
      layers: spec.layers,
      normalisation,
      silenced: [...silenced].map(([layer, channels]) => [layer, [...channels].sort()]),
    }),
  )
  for (const [name, { data }] of loaded.weights)
    hash.update(name).update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  const digest = hash.digest('hex')
  known.set(loaded, digest)
  return digest
}
