import { deflateSync } from 'node:zlib'

/** One PNG chunk with its checksum. */
export function pngChunk(type: string, body: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const chunk = Buffer.alloc(named.length + 8)
  chunk.writeUInt32BE(body.length, 0)
  named.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(named), named.length + 4)
  return chunk
}

/** CRC of ISO 3309, which PNG uses (PNG specification, annex D). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

export interface PngParts {
  readonly width: number
  readonly height: number
  readonly depth?: number
  readonly colourType?: number
  readonly interlaced?: boolean
  /** Unpacked lines, each with its filter's byte; or `zlib`, the stream itself. */
  readonly lines?: Uint8Array
  readonly zlib?: Uint8Array
  /** Chunks between header and pixels. */
  readonly chunks?: readonly Buffer[]
}

/** A PNG file from its parts, right or wrong. */
export function makePng({
  width,
  height,
  depth = 8,
  colourType = 0,
  interlaced = false,
  lines,
  zlib,
  chunks = [],
}: PngParts): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([depth, colourType, 0, 0, interlaced ? 1 : 0], 8)
  const data = zlib ?? deflateSync(lines ?? new Uint8Array(0))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    ...chunks,
    pngChunk('IDAT', data),
    pngChunk('IEND', new Uint8Array(0)),
  ])
}

const ADAM7 = [
  [0, 0, 8, 8],
  [0, 4, 8, 8],
  [4, 0, 8, 4],
  [0, 2, 4, 4],
  [2, 0, 4, 2],
  [0, 1, 2, 2],
  [1, 0, 2, 1],
] as const

/**
 * Lines without filters of samples given by `at(row, column, sample)`, packed as PNG packs them.
 */
export function packLines(
  {
    width,
    height,
    depth = 8,
    samples = 1,
    interlaced = false,
  }: { width: number; height: number; depth?: number; samples?: number; interlaced?: boolean },
  at: (row: number, column: number, sample: number) => number,
): Uint8Array {
  const lines: number[] = []
  for (const [startRow, startColumn, rowStep, columnStep] of interlaced
    ? ADAM7
    : ([[0, 0, 1, 1]] as const)) {
    if (startColumn >= width) continue
    for (let row = startRow; row < height; row += rowStep) {
      let bits = ''
      for (let column = startColumn; column < width; column += columnStep) {
        for (let sample = 0; sample < samples; sample++)
          bits += at(row, column, sample).toString(2).padStart(depth, '0')
      }
      lines.push(
        0,
        ...(bits.match(/.{1,8}/g) ?? []).map((byte) => parseInt(byte.padEnd(8, '0'), 2)),
      )
    }
  }
  return Uint8Array.from(lines)
}
