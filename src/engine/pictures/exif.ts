/** How a camera was held: EXIF tag 0x0112, 1 (upright) … 8. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

const ORIENTATION_TAG = 0x0112
const SHORT = 3

/**
 * Reads the orientation from EXIF data (a TIFF header and its first directory). Damaged EXIF counts
 * as upright: it must not keep a picture from being opened.
 */
export function exifOrientation(tiff: Uint8Array): Orientation {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  if (tiff.length < 8) return 1
  const order = view.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) return 1
  const little = order === 0x4949
  const directory = view.getUint32(4, little)
  if (directory + 2 > tiff.length) return 1
  const entries = Math.min(
    view.getUint16(directory, little),
    Math.floor((tiff.length - directory - 2) / 12),
  )
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12
    if (view.getUint16(at, little) !== ORIENTATION_TAG) continue
    const value = view.getUint16(at + 8, little)
    return view.getUint16(at + 2, little) === SHORT && value >= 1 && value <= 8
      ? (value as Orientation)
      : 1
  }
  return 1
}
