/**
 * A file's contents as a sequence of pieces. Large arrays are written to the disk from their own
 * memory, without a copy of the complete file.
 */
export type Pieces = readonly Uint8Array[]

export const lengthOf = (pieces: Pieces): number =>
  pieces.reduce((sum, { byteLength }) => sum + byteLength, 0)

/** The bytes of an array, in the array's own memory. */
export const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)

/** Joins small contents into one array. */
export function joined(pieces: Pieces): Uint8Array {
  const all = new Uint8Array(lengthOf(pieces))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.byteLength
  }
  return all
}
