import { AppError, phrase } from '@shared/errors'
import { damaged } from '../damaged'
import { exifOrientation, type Orientation } from '../exif'
import { checkPixels, PICTURE_PIXELS } from '../limits'

export interface JpegStructure {
  readonly height: number
  readonly width: number
  readonly components: number
  readonly orientation: Orientation
  /** Byte after the end marker; what cameras append behind it is not the picture. */
  readonly end: number
}

interface Frame {
  readonly height: number
  readonly width: number
  readonly components: number
}

const EOI = 0xd9
const SOS = 0xda
const APP1 = 0xe1
/** Baseline, extended and progressive, all with Huffman coding. */
const DECODABLE = [0xc0, 0xc1, 0xc2]
/** DHT, JPG and DAC share the range of the frame headers C0 … CF. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
/**
 * A progressive picture is decoded scan by scan, so scans × pixels is its cost; encoders write up
 * to 12 or so.
 */
const SCAN_PIXELS = 16 * PICTURE_PIXELS

/** Every fault of a file that calls itself a JPEG. */
export const jpegFault = damaged('JPEG')

/**
 * Walks a JPEG's markers from end to end: one frame of a decodable kind and size, scans, an end.
 * @throws AppError `invalid-image`, `too-large` or `unsupported`.
 */
export function readJpegStructure(bytes: Uint8Array, name: string): JpegStructure {
  let frame: Frame | undefined
  let orientation: Orientation = 1
  let scans = 0
  for (let at = 2; ;) {
    const marker = markerAt(bytes, at, name)
    at = marker.next
    if (marker.code === EOI) {
      if (!frame || scans === 0) throw jpegFault(name, phrase`it holds no pixels`)
      return { ...frame, orientation, end: at }
    }
    const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
    if (length < 2 || at + length > bytes.length)
      throw jpegFault(name, phrase`it is cut off at byte ${at}`)
    const body = bytes.subarray(at + 2, at + length)
    at += length
    if (isFrame(marker.code)) {
      if (frame) throw jpegFault(name, phrase`it has two frames`)
      frame = readFrame(marker.code, body, name)
    } else if (marker.code === APP1 && String.fromCharCode(...body.subarray(0, 6)) === 'Exif\0\0') {
      orientation = exifOrientation(body.subarray(6))
    } else if (marker.code === SOS) {
      if (!frame) throw jpegFault(name, phrase`its pixels come before its size`)
      scans++
      if (scans > 3 && scans * frame.height * frame.width > SCAN_PIXELS) {
        throw new AppError(
          'too-large',
          phrase`${name} is a progressive JPEG of more than ${scans - 1} scans, too many for its ${frame.width} × ${frame.height} pixels; save it as a baseline JPEG`,
        )
      }
      at = endOfScan(bytes, at, name)
    }
  }
}

/** A marker is FF and a code; FF may be repeated before it. */
function markerAt(bytes: Uint8Array, at: number, name: string): { code: number; next: number } {
  if (at + 1 >= bytes.length) throw jpegFault(name, phrase`it is cut off before its end`)
  if (bytes[at] !== 0xff) throw jpegFault(name, phrase`there is no marker at byte ${at}`)
  let next = at + 1
  while (bytes[next] === 0xff) next++
  return { code: bytes[next] ?? 0, next: next + 1 }
}

/**
 * Inside a scan FF 00 is a byte FF, and FF D0 … D7 are restart points; any other marker ends it.
 */
function endOfScan(bytes: Uint8Array, from: number, name: string): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const code = bytes[at + 1]
    if (code === undefined) break
    if (code !== 0 && code !== 0xff && (code < 0xd0 || code > 0xd7)) return at
  }
  throw jpegFault(name, phrase`it is cut off inside its pixels`)
}

function readFrame(marker: number, body: Uint8Array, name: string): Frame {
  if (!DECODABLE.includes(marker))
    throw new AppError(
      'unsupported',
      phrase`${name} is a lossless or arithmetic-coded JPEG; save it as a baseline or progressive JPEG`,
    )
  const [precision = 0, h1 = 0, h0 = 0, w1 = 0, w0 = 0, components = 0] = body
  if (precision !== 8)
    throw new AppError(
      'unsupported',
      phrase`${name} is a JPEG with ${precision} bits a sample; save it with 8`,
    )
  const height = (h1 << 8) | h0
  const width = (w1 << 8) | w0
  checkPixels(height, width, name)
  if (![1, 3, 4].includes(components) || body.length !== 6 + 3 * components)
    throw jpegFault(name, phrase`its frame has ${components} colours`)
  for (let component = 0; component < components; component++) {
    const sampling = body[7 + 3 * component] ?? 0
    if (![1, 2, 3, 4].includes(sampling >> 4) || ![1, 2, 3, 4].includes(sampling & 15))
      throw jpegFault(name, phrase`its colours are sampled in an impossible way`)
  }
  return { height, width, components }
}
