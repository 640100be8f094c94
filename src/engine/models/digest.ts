import { createHash, type Hash } from 'node:crypto'
import type { NamedArrays } from '@shared/model/weights'
import { bytesOf } from '../formats/zip/pieces'
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
  addWeights(hash, loaded.weights)
  const digest = hash.digest('hex')
  known.set(loaded, digest)
  return digest
}

/** Adds weights to a hash: each name, then its float32 numbers, in the order of the layers. */
function addWeights(hash: Hash, weights: NamedArrays): Hash {
  for (const [name, { data }] of weights) hash.update(name).update(bytesOf(data))
  return hash
}

/** SHA-256 of weights alone. */
export const weightsHash = (weights: NamedArrays): string =>
  addWeights(createHash('sha256'), weights).digest('hex')
