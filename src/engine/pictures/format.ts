import { AppError, phrase } from '@shared/errors'

export type PictureFormat = 'png' | 'jpeg'

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to))
const starts = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte)

/**
 * Formats that people drop and that are refused by name, so that the message can say what the file
 * is.
 */
const REFUSED: readonly (readonly [name: string, matches: (bytes: Uint8Array) => boolean])[] = [
  ['GIF', (b) => /^GIF8[79]a$/.test(ascii(b, 0, 6))],
  ['WebP', (b) => ascii(b, 0, 4) === 'RIFF' && ascii(b, 8, 12) === 'WEBP'],
  ['BMP', (b) => ascii(b, 0, 2) === 'BM'],
  ['TIFF', (b) => starts(b, 0x49, 0x49, 0x2a, 0) || starts(b, 0x4d, 0x4d, 0, 0x2a)],
  ['AVIF', (b) => /^ftypavi[fs]$/.test(ascii(b, 4, 12))],
  ['HEIC', (b) => /^ftyp(hei|hev|mif|msf)/.test(ascii(b, 4, 12))],
  ['icon (ICO)', (b) => starts(b, 0, 0, 1, 0)],
  ['Photoshop', (b) => ascii(b, 0, 4) === '8BPS'],
  ['JPEG XL', (b) => starts(b, 0xff, 0x0a) || ascii(b, 4, 8) === 'JXL '],
  ['JPEG 2000', (b) => ascii(b, 4, 8) === 'jP  ' || starts(b, 0xff, 0x4f, 0xff, 0x51)],
  ['PDF', (b) => ascii(b, 0, 5) === '%PDF-'],
  ['SVG', (b) => /<svg[\s>]/i.test(ascii(b, 0, 1024))],
]

/**
 * Tells PNG and JPEG by their signature; a file's name is not looked at.
 * @throws AppError `unsupported` naming another known format, `invalid-image` for everything else.
 */
export function pictureFormat(bytes: Uint8Array, name: string): PictureFormat {
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  if (starts(bytes, 0xff, 0xd8, 0xff)) return 'jpeg'
  const format = REFUSED.find(([, matches]) => matches(bytes))?.[0]
  if (format)
    throw new AppError(
      'unsupported',
      phrase`${name} is a file of the format ${format}; PNG and JPEG pictures are opened. Save it as one of these and try again`,
      { format },
    )
  if (bytes.length === 0)
    throw new AppError('invalid-image', phrase`${name} is empty; PNG and JPEG pictures are opened`)
  throw new AppError(
    'invalid-image',
    phrase`${name} is no picture that can be read; PNG and JPEG pictures are opened`,
  )
}
