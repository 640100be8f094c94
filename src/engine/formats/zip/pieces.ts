/**
 * A file's contents, one piece after another: large arrays go to the disk from where they lie, and
 * no copy of the whole file is made.
 */
export type Pieces = readonly Uint8Array[]

export const lengthOf = (pieces: Pieces): number =>
  pieces.reduce((sum, { byteLength }) => sum + byteLength, 0)

/** The bytes of an array, where they lie. */
export const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)

/** Small contents as one array. */
export function joined(pieces: Pieces): Uint8Array {
  const all = new Uint8Array(lengthOf(pieces))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.byteLength
  }
  return all
}
