import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import { crc32 } from '../../formats/zip/crc32'

/** A picture of palette colours, one byte a pixel. */
export interface IndexedPicture {
  readonly width: number
  readonly height: number
  /** At most 256 colours [red, green, blue]. */
  readonly palette: readonly (readonly [number, number, number])[]
  /** Row by row, each after a byte 0 (no filter): height · (1 + width) bytes. */
  readonly scanlines: Uint8Array
}

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
const [RGB, INDEXED] = [2, 3]
/** Enlarged maps repeat themselves, which the fastest level finds as well as the slowest. */
const LEVEL = 1

/**
 * A picture of palette colours as PNG (https://www.w3.org/TR/png-3/). It is compressed by Node's
 * zlib on another thread, a hundred times as fast as in JavaScript.
 */
export const encodeIndexed = ({
  width,
  height,
  palette,
  scanlines,
}: IndexedPicture): Promise<Uint8Array> =>
  encode({ width, height, colour: INDEXED, scanlines }, [
    ...chunk('PLTE', Uint8Array.from(palette.flat())),
  ])

/** A picture of height · width · 3 bytes as PNG, unfiltered. */
export function encodeRgb({
  height,
  width,
  rgb,
}: {
  readonly height: number
  readonly width: number
  readonly rgb: Uint8Array
}): Promise<Uint8Array> {
  const line = 3 * width
  const scanlines = new Uint8Array(height * (1 + line))
  for (let row = 0; row < height; row++)
    scanlines.set(rgb.subarray(row * line, (row + 1) * line), row * (1 + line) + 1)
  return encode({ width, height, colour: RGB, scanlines })
}

interface Encoded {
  readonly width: number
  readonly height: number
  /** PNG's colour type. */
  readonly colour: number
  readonly scanlines: Uint8Array
}

async function encode(
  { width, height, colour, scanlines }: Encoded,
  before: readonly Uint8Array[] = [],
): Promise<Uint8Array> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, colour, 0, 0, 0], 8)
  const data = await promisify(deflate)(scanlines, { level: LEVEL })
  return Buffer.concat([
    SIGNATURE,
    ...chunk('IHDR', header),
    ...before,
    ...chunk('IDAT', data),
    ...chunk('IEND', new Uint8Array()),
  ])
}

/** Length, type, data and the CRC of type and data. */
function chunk(type: string, data: Uint8Array): readonly Uint8Array[] {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return [length, body, check]
}
