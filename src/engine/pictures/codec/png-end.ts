const END = Uint8Array.of(0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82)

/**
 * A PNG that lacks only its last chunk gets it: libpng gives such a picture's pixels and then asks
 * for the end, which ImageMagick takes for a picture cut off.
 * @returns the same bytes for every other file
 */
export function withPngEnd(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let pixels = false
  for (let at = 8; ;) {
    if (at === bytes.length) return pixels ? Buffer.concat([bytes, END]) : bytes
    if (at + 12 > bytes.length) return bytes
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (type === 'IEND') return bytes
    pixels ||= type === 'IDAT'
    at += 12 + view.getUint32(at)
  }
}
