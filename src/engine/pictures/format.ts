import { AppError, phrase } from '@shared/errors'
import type { PictureFormat } from '@shared/picture-formats'

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to))
const starts = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte)

/** The brands that an ISO media file names in its first box: major, then compatible ones. */
function brands(bytes: Uint8Array): readonly string[] {
  if (ascii(bytes, 4, 8) !== 'ftyp') return []
  const end = Math.min(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0), 256)
  return [ascii(bytes, 8, 12), ...(ascii(bytes, 16, end).match(/.{4}/gs) ?? [])]
}

/** Sizes of the headers that BMP has had: two letters alone begin many a text. */
const BMP_HEADERS = [12, 16, 40, 52, 56, 64, 108, 124]

const OPENED: readonly (readonly [format: PictureFormat, matches: (b: Uint8Array) => boolean])[] = [
  ['png', (b) => starts(b, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
  ['jpeg', (b) => starts(b, 0xff, 0xd8, 0xff)],
  ['gif', (b) => /^GIF8[79]a$/.test(ascii(b, 0, 6))],
  ['webp', (b) => ascii(b, 0, 4) === 'RIFF' && ascii(b, 8, 12) === 'WEBP'],
  ['bmp', (b) => ascii(b, 0, 2) === 'BM' && BMP_HEADERS.includes(b[14] ?? 0)],
  ['tiff', (b) => starts(b, 0x49, 0x49, 0x2a, 0) || starts(b, 0x4d, 0x4d, 0, 0x2a) || isBigTiff(b)],
  ['avif', (b) => brands(b).some((brand) => brand === 'avif' || brand === 'avis')],
  ['heic', (b) => brands(b).some((brand) => /^(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand))],
]

const isBigTiff = (b: Uint8Array): boolean =>
  starts(b, 0x49, 0x49, 0x2b, 0, 8, 0) || starts(b, 0x4d, 0x4d, 0, 0x2b, 0, 8)

/**
 * Formats that people drop and that are refused by name, so that the message can say what the file
 * is.
 */
const REFUSED: readonly (readonly [name: string, matches: (bytes: Uint8Array) => boolean])[] = [
  ['icon (ICO)', (b) => starts(b, 0, 0, 1, 0)],
  ['Photoshop', (b) => ascii(b, 0, 4) === '8BPS'],
  ['JPEG XL', (b) => starts(b, 0xff, 0x0a) || ascii(b, 4, 8) === 'JXL '],
  ['JPEG 2000', (b) => ascii(b, 4, 8) === 'jP  ' || starts(b, 0xff, 0x4f, 0xff, 0x51)],
  ['PDF', (b) => ascii(b, 0, 5) === '%PDF-'],
  ['SVG', (b) => /<svg[\s>]/i.test(ascii(b, 0, 1024))],
]

/** The format of a picture that can be opened, by its first bytes. */
export const openedFormat = (bytes: Uint8Array): PictureFormat | undefined =>
  OPENED.find(([, matches]) => matches(bytes))?.[0]

/**
 * Tells a picture's format by its first bytes; a file's name is not looked at.
 * @throws AppError `unsupported` naming another known format, `invalid-image` for everything else.
 */
export function pictureFormat(bytes: Uint8Array, name: string): PictureFormat {
  const opened = openedFormat(bytes)
  if (opened) return opened
  const format = REFUSED.find(([, matches]) => matches(bytes))?.[0]
  if (format)
    throw new AppError(
      'unsupported',
      phrase`${name} is a file of the format ${format}; PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF and HEIC pictures are opened. Save it as one of these and try again`,
      { format },
    )
  if (bytes.length === 0)
    throw new AppError(
      'invalid-image',
      phrase`${name} is empty; PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF and HEIC pictures are opened`,
    )
  throw new AppError(
    'invalid-image',
    phrase`${name} is no picture that can be read; PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF and HEIC pictures are opened`,
  )
}
