import { AppError, phrase } from '@shared/errors'
import { damaged } from '../damaged'
import { exifOrientation, type Orientation } from '../exif'
import { checkPixels } from '../limits'

/** Samples a pixel of each colour type (PNG specification, 11.2.1). */
const SAMPLES = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const
const DEPTHS = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] } as const
export type ColourType = keyof typeof SAMPLES

export interface PngHeader {
  readonly width: number
  readonly height: number
  readonly depth: number
  readonly colourType: ColourType
  /** Samples a pixel. */
  readonly samples: number
  readonly interlaced: boolean
}

export interface PngChunks {
  readonly header: PngHeader
  /** Red, green, blue of each entry. */
  readonly palette?: Uint8Array
  /** tRNS: opacity of palette entries, or the one colour that is transparent (16 bits a sample). */
  readonly transparency?: Uint8Array
  /** The zlib stream, in pieces. */
  readonly data: readonly Uint8Array[]
  readonly orientation: Orientation
}

/** Every fault of a file that calls itself a PNG. */
export const pngFault = damaged('PNG')

/**
 * Splits a PNG into the parts that decide its pixels; text, colour profiles and animation frames
 * are passed over unread.
 * @throws AppError `invalid-image`, `too-large` or `unsupported`.
 */
export function readPngChunks(bytes: Uint8Array, name: string): PngChunks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found: {
    header?: PngHeader
    palette?: Uint8Array
    transparency?: Uint8Array
    orientation?: Orientation
  } = {}
  const data: Uint8Array[] = []
  for (let at = 8; ;) {
    if (at + 12 > bytes.length) throw pngFault(name, phrase`it is cut off before its end`)
    const length = view.getUint32(at)
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (!/^[A-Za-z]{4}$/.test(type)) throw pngFault(name, phrase`there is no chunk at byte ${at}`)
    if (length > bytes.length - at - 12)
      throw pngFault(name, phrase`it is cut off inside its ${type} chunk`)
    const body = bytes.subarray(at + 8, at + 8 + length)
    at += 12 + length
    if (!found.header && type !== 'IHDR')
      throw pngFault(name, phrase`it does not begin with a header`)
    switch (type) {
      case 'IHDR':
        if (found.header) throw pngFault(name, phrase`it has two headers`)
        found.header = readHeader(body, name)
        break
      case 'PLTE':
        if (length % 3 !== 0 || length === 0 || length > 768)
          throw pngFault(name, phrase`its palette has ${length} bytes`)
        found.palette = body
        break
      case 'tRNS':
        found.transparency = body
        break
      case 'eXIf':
        found.orientation = exifOrientation(body)
        break
      case 'IDAT':
        data.push(body)
        break
      case 'IEND':
        // `header` is set: every other first chunk was refused above.
        return {
          ...found,
          header: found.header as PngHeader,
          orientation: found.orientation ?? 1,
          data,
        }
      default:
        // An upper-case first letter marks a chunk without which the picture can't be understood.
        if (/^[A-Z]/.test(type))
          throw new AppError(
            'unsupported',
            phrase`${name} is a PNG with a chunk "${type}" that is not part of the standard; save it again as an ordinary PNG`,
          )
    }
  }
}

function readHeader(body: Uint8Array, name: string): PngHeader {
  if (body.length !== 13)
    throw pngFault(name, phrase`its header has ${body.length} bytes instead of 13`)
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  const [width, height, depth, colourType, compression, filter, interlace] = [
    view.getUint32(0),
    view.getUint32(4),
    view.getUint8(8),
    view.getUint8(9),
    view.getUint8(10),
    view.getUint8(11),
    view.getUint8(12),
  ]
  checkPixels(height, width, name)
  if (!isColourType(colourType)) throw pngFault(name, phrase`its colour type is ${colourType}`)
  if (!(DEPTHS[colourType] as readonly number[]).includes(depth))
    throw pngFault(name, phrase`colour type ${colourType} has no ${depth} bits a sample`)
  if (compression !== 0 || filter !== 0 || interlace > 1)
    throw pngFault(name, phrase`its header names an unknown compression, filter or interlacing`)
  return {
    width,
    height,
    depth,
    colourType,
    samples: SAMPLES[colourType],
    interlaced: interlace === 1,
  }
}

const isColourType = (value: number): value is ColourType => value in SAMPLES
