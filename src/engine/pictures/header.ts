import type { PictureFormat } from '@shared/picture-formats'
import { openedFormat } from './format'

/** What a file's header says. */
export interface PictureHeader {
  readonly height: number
  readonly width: number
  readonly isGrey: boolean
}

type Reader = (view: DataView, bytes: Uint8Array) => PictureHeader | undefined

const text = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.subarray(from, to)).toString('latin1')

/** How the header of each format is read; the compiler names one that is forgotten. */
const READERS: Readonly<Record<PictureFormat, Reader>> = {
  png,
  jpeg,
  gif,
  webp,
  bmp,
  tiff,
  avif: heif,
  heic: heif,
}

/**
 * Size and colour as a header says them, before anything is decoded: for a proposal, and to know
 * how much memory and time a picture needs. What counts is what the decoder finds.
 * @param bytes a file, or its beginning
 * @returns undefined where no header is known or it lies further back
 */
export function headerOf(bytes: Uint8Array): PictureHeader | undefined {
  if (bytes.length < 30) return undefined
  const format = openedFormat(bytes)
  if (format === undefined) return undefined
  try {
    return READERS[format](new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), bytes)
  } catch (error) {
    // A place beyond the end.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function png(view: DataView, bytes: Uint8Array): PictureHeader {
  const isGrey = bytes[25] === 0 || bytes[25] === 4
  return { height: view.getUint32(20), width: view.getUint32(16), isGrey }
}

function gif(view: DataView): PictureHeader {
  return { height: view.getUint16(8, true), width: view.getUint16(6, true), isGrey: false }
}

function bmp(view: DataView): PictureHeader {
  const height = Math.abs(view.getInt32(22, true))
  return { height, width: view.getInt32(18, true), isGrey: false }
}

function webp(view: DataView, bytes: Uint8Array): PictureHeader | undefined {
  const chunk = text(bytes, 12, 16)
  if (chunk === 'VP8 ') {
    const side = (at: number): number => view.getUint16(at, true) & 0x3fff
    return { height: side(28), width: side(26), isGrey: false }
  }
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true)
    return { height: ((bits >> 14) & 0x3fff) + 1, width: (bits & 0x3fff) + 1, isGrey: false }
  }
  if (chunk !== 'VP8X') return undefined
  const uint24 = (at: number): number => view.getUint16(at, true) + 65_536 * view.getUint8(at + 2)
  return { height: uint24(27) + 1, width: uint24(24) + 1, isGrey: false }
}

/** The first frame header: segments C0 to CF without tables and extensions (ITU T.81, B.2.2). */
function jpeg(view: DataView): PictureHeader | undefined {
  for (let at = 2; at + 10 <= view.byteLength;) {
    if (view.getUint8(at) !== 0xff) {
      at++
      continue
    }
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame)
      return {
        height: view.getUint16(at + 5),
        width: view.getUint16(at + 7),
        isGrey: view.getUint8(at + 9) === 1,
      }
    const isAlone = marker === 0xff || marker === 0 || (marker >= 0xd0 && marker <= 0xd9)
    at += isAlone ? (marker === 0xff ? 1 : 2) : 2 + view.getUint16(at + 2)
  }
  return undefined
}

/** The first directory's width, height and samples a pixel (TIFF 6.0, section 2). */
function tiff(view: DataView): PictureHeader | undefined {
  const little = view.getUint8(0) === 0x49
  // 43 begins a BigTIFF, whose directory is another.
  if (view.getUint16(2, little) !== 42) return undefined
  const start = view.getUint32(4, little)
  const tags = new Map<number, number>()
  for (let entry = 0; entry < view.getUint16(start, little); entry++) {
    const at = start + 2 + 12 * entry
    const isShort = view.getUint16(at + 2, little) === 3
    const value = isShort ? view.getUint16(at + 8, little) : view.getUint32(at + 8, little)
    tags.set(view.getUint16(at, little), value)
  }
  const [width, height] = [tags.get(256), tags.get(257)]
  if (width === undefined || height === undefined) return undefined
  // 277: samples a pixel; 262: 0 and 1 are white and black as zero.
  const isGrey = (tags.get(277) ?? 1) === 1 && (tags.get(262) ?? 0) <= 1
  return { height, width, isGrey }
}

/**
 * The largest of the sizes that AVIF's and HEIC's items have; where one is cut to a part (`clap`),
 * that part's (ISO/IEC 23008-12, 6.5.3 `ispe`; ISO/IEC 14496-12, 12.1.4).
 */
function heif(view: DataView, bytes: Uint8Array): PictureHeader | undefined {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const uint = (at: number): number => view.getUint32(at)
  return (
    largest(
      boxes(all, 'clap', 20).map((at) => [
        uint(at + 12) / uint(at + 16),
        uint(at + 4) / uint(at + 8),
      ]),
    ) ?? largest(boxes(all, 'ispe', 16).map((at) => [uint(at + 12), uint(at + 8)]))
  )
}

/** Where boxes of a name stand that are whole, `length` bytes from the name on. */
function boxes(bytes: Buffer, name: string, length: number): readonly number[] {
  const found: number[] = []
  for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + 4))
    if (at + length <= bytes.length) found.push(at)
  return found
}

function largest(sizes: readonly (readonly [number, number])[]): PictureHeader | undefined {
  const [size] = sizes
    .filter(([height, width]) => height >= 1 && width >= 1)
    .sort(([a, b], [c, d]) => c * d - a * b)
  return size && { height: size[0], width: size[1], isGrey: false }
}
