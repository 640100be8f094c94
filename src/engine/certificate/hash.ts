import { createHash } from 'node:crypto'
import type { NamedArrays } from '@shared/model/weights'
import { bytesOf } from '../formats/zip/pieces'

/** SHA-256 of weights: each name, then its float32 numbers, in the order of the layers. */
export function weightsHash(weights: NamedArrays): string {
  const hash = createHash('sha256')
  for (const [name, { data }] of weights) hash.update(name).update(bytesOf(data))
  return hash.digest('hex')
}
