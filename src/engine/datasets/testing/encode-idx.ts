/** An IDX file of unsigned bytes, as the tests need them. */
export function encodeIdx(shape: readonly number[], data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(4 + 4 * shape.length + data.length)
  bytes.set([0, 0, 8, shape.length])
  shape.forEach((length, axis) => bytes.writeUInt32BE(length, 4 + 4 * axis))
  bytes.set(data, 4 + 4 * shape.length)
  return bytes
}
