import type { IMagickImage, Orientation } from '@imagemagick/magick-wasm'
import type { Magick } from './library'

const ORIENTATION_TAG = 0x0112
/** Bytes of the integer types that writers use for it: BYTE, SHORT (the standard's), LONG. */
const TYPE_BYTES: Readonly<Record<number, 1 | 2 | 4>> = { 1: 1, 3: 2, 4: 4 }

/**
 * Turns a picture upright by its EXIF orientation. ImageMagick overlooks one that is stored as a
 * byte.
 */
export function turnUpright({ Orientation }: Magick, image: IMagickImage): void {
  const exif = image.getProfile('exif')?.data
  if (image.orientation === Orientation.Undefined && exif)
    image.orientation = storedOrientation(exif) as Orientation
  image.autoOrient()
}

/**
 * The orientation in EXIF data, 1 (upright) … 8, of any integer type (EXIF 2.32, 4.6.2). Damaged
 * EXIF counts as upright: it must not keep a picture from being opened.
 */
export function storedOrientation(exif: Uint8Array): number {
  const bytes = String.fromCharCode(...exif.subarray(0, 6)) === 'Exif\0\0' ? exif.subarray(6) : exif
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 8) return 1
  const order = view.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) return 1
  const little = order === 0x4949
  const directory = view.getUint32(4, little)
  if (directory + 2 > bytes.length) return 1
  const entries = Math.min(
    view.getUint16(directory, little),
    Math.floor((bytes.length - directory - 2) / 12),
  )
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12
    if (view.getUint16(at, little) === ORIENTATION_TAG) return integer(view, at, little)
  }
  return 1
}

function integer(view: DataView, at: number, little: boolean): number {
  const size = TYPE_BYTES[view.getUint16(at + 2, little)]
  const value =
    size === 1
      ? view.getUint8(at + 8)
      : size === 2
        ? view.getUint16(at + 8, little)
        : size === 4
          ? view.getUint32(at + 8, little)
          : 1
  return value >= 1 && value <= 8 ? value : 1
}
