import { safetensors } from '@shared/formats/safetensors'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import type { Metadata } from '../metadata'
import { bytesOf, type Pieces } from '../zip/pieces'

export const [MODEL_FILE] = safetensors.marks
/** The key of our own description among the file's texts. */
export const DESCRIPTION_KEY = 'convscope'
/** The key of whose names and orders the arrays have; absent if they are ours. */
export const LAYOUT_KEY = 'convscope.layout'
/** Bytes of the header's own length, a little-endian 64-bit integer. */
export const LENGTH_BYTES = 8
/** The first array begins at a multiple of so many bytes, so that it can be mapped. */
const ALIGNMENT = 8

/** The place of an array in a file, as the header says it. */
export interface Place {
  readonly dtype: string
  readonly shape: readonly number[]
  /** Its first byte and the byte behind its last one, counted from the end of the header. */
  readonly data_offsets: readonly [number, number]
}

function placesOf(arrays: NamedArrays): readonly (readonly [string, Place])[] {
  let at = 0
  return [...arrays].map(([name, { shape, data }]: readonly [string, NamedArray]) => {
    const from = at
    at += data.byteLength
    return [name, { dtype: 'F32', shape, data_offsets: [from, at] }]
  })
}

/**
 * Arrays and texts as a safetensors file; the arrays' own bytes are not copied. Source of the
 * layout: the format's description in huggingface/safetensors.
 */
export function safetensorsPieces(
  arrays: NamedArrays,
  texts: Readonly<Record<string, string>>,
): Pieces {
  const header = { __metadata__: texts, ...Object.fromEntries(placesOf(arrays)) }
  const text = new TextEncoder().encode(JSON.stringify(header))
  const length = Math.ceil(text.byteLength / ALIGNMENT) * ALIGNMENT
  const start = new Uint8Array(LENGTH_BYTES + length).fill(' '.charCodeAt(0))
  new DataView(start.buffer).setBigUint64(0, BigInt(length), true)
  start.set(text, LENGTH_BYTES)
  return [start, ...[...arrays.values()].map(({ data }) => bytesOf(data))]
}

/** `model.safetensors`: the arrays under their own names in our order, and the description. */
export const encodeSafetensors = (
  metadata: Metadata,
  weights: NamedArrays,
): ReadonlyMap<string, Pieces> => {
  const texts = { format: 'pt', [DESCRIPTION_KEY]: JSON.stringify(metadata) }
  return new Map([[MODEL_FILE, safetensorsPieces(weights, texts)]])
}
