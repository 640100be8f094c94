import { npz } from '@shared/formats/npz'
import type { NamedArrays } from '@shared/model/weights'
import type { Metadata } from '../metadata'
import { npzPieces } from './npz'
import type { Pieces } from '../zip/pieces'

/**
 * The weights, and the network as a ModelSpec with its classes and normalisation, for people and
 * programs that rebuild it.
 */
export const [WEIGHTS_FILE, SPEC_FILE] = npz.marks

/** `weights.npz` with the arrays under their own names, and `spec.json`. */
export const encodeNpz = (
  metadata: Metadata,
  weights: NamedArrays,
): ReadonlyMap<string, Uint8Array | Pieces> =>
  new Map<string, Uint8Array | Pieces>([
    [WEIGHTS_FILE, npzPieces(weights)],
    [SPEC_FILE, new TextEncoder().encode(`${JSON.stringify(metadata, null, 2)}\n`)],
  ])
