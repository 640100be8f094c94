import { crc32 } from './crc32'
import { lengthOf, type Pieces } from './pieces'

/** Sizes and offsets from here on don't fit into 32 bits and are in ZIP64 fields. */
const LIMIT_32 = 0xffffffff
const MOST_ENTRIES = 0xffff

/** ZIP's earliest date, 1 January 1980, so that the same content gives the same bytes. */
const NO_DATE = 0x0021
const PLAIN_VERSION = 20
const ZIP64_VERSION = 45
/** Names are UTF-8. */
const FLAGS = 0x0800

/** Little-endian numbers one after the other: `[bytes, value]`. */
function record(...fields: readonly (readonly [2 | 4 | 8, number])[]): Uint8Array {
  const bytes = Buffer.alloc(fields.reduce((sum, [size]) => sum + size, 0))
  let at = 0
  for (const [size, value] of fields) {
    if (size === 8) bytes.writeBigUInt64LE(BigInt(value), at)
    else bytes.writeUIntLE(value, at, size)
    at += size
  }
  return bytes
}

interface Entry {
  readonly name: Uint8Array
  readonly crc: number
  readonly size: number
  readonly offset: number
}

/** The ZIP64 extra field with those values that don't fit into 32 bits. */
const extraOf = (values: readonly number[], limit: number): Uint8Array => {
  const large = values.filter((value) => value >= limit)
  return large.length === 0
    ? new Uint8Array()
    : record([2, 1], [2, 8 * large.length], ...large.map((value) => [8, value] as const))
}

function localHeader({ name, crc, size }: Omit<Entry, 'offset'>, limit: number): Pieces {
  const extra = extraOf([size, size], limit)
  const short = size >= limit ? LIMIT_32 : size
  const version = extra.length > 0 ? ZIP64_VERSION : PLAIN_VERSION
  return [
    record([4, 0x04034b50], [2, version], [2, FLAGS], [2, 0], [2, 0], [2, NO_DATE]),
    record([4, crc], [4, short], [4, short], [2, name.length], [2, extra.length]),
    name,
    extra,
  ]
}

function directoryEntry({ name, crc, size, offset }: Entry, limit: number): Pieces {
  const extra = extraOf([size, size, offset], limit)
  const short = (value: number): number => (value >= limit ? LIMIT_32 : value)
  const version = extra.length > 0 ? ZIP64_VERSION : PLAIN_VERSION
  return [
    record([4, 0x02014b50], [2, version], [2, version], [2, FLAGS], [2, 0], [2, 0], [2, NO_DATE]),
    record([4, crc], [4, short(size)], [4, short(size)], [2, name.length], [2, extra.length]),
    record([2, 0], [2, 0], [2, 0], [4, 0], [4, short(offset)]),
    name,
    extra,
  ]
}

function endOf(count: number, start: number, length: number, limit: number): Pieces {
  const isLarge = count >= MOST_ENTRIES || start >= limit || length >= limit
  const shortCount = isLarge ? MOST_ENTRIES : count
  const end = record(
    ...([
      [4, 0x06054b50],
      [2, 0],
      [2, 0],
      [2, shortCount],
      [2, shortCount],
    ] as const),
    ...([
      [4, isLarge ? LIMIT_32 : length],
      [4, isLarge ? LIMIT_32 : start],
      [2, 0],
    ] as const),
  )
  if (!isLarge) return [end]
  const large = record(
    ...([
      [4, 0x06064b50],
      [8, 44],
      [2, ZIP64_VERSION],
      [2, ZIP64_VERSION],
      [4, 0],
      [4, 0],
    ] as const),
    ...([
      [8, count],
      [8, count],
      [8, length],
      [8, start],
    ] as const),
  )
  const locator = record([4, 0x07064b50], [4, 0], [8, start + length], [4, 1])
  return [large, locator, end]
}

/**
 * A zip of files that are stored uncompressed, because weights hardly compress. The pieces include
 * the files' own bytes, which are not copied. The same files give the same bytes. Above 4 GiB it is
 * in ZIP64 form, as NumPy and Python write and read it. Source: PKWARE APPNOTE 6.3.
 * @param limit the first number that counts as large; for tests
 */
export function zipPieces(files: ReadonlyMap<string, Pieces>, limit = LIMIT_32): Pieces {
  const pieces: Uint8Array[] = []
  const entries: Entry[] = []
  let offset = 0
  for (const [path, contents] of files) {
    const entry = {
      name: new TextEncoder().encode(path),
      crc: contents.reduce((crc, piece) => crc32(piece, crc), 0),
      size: lengthOf(contents),
      offset,
    }
    const parts = [...localHeader(entry, limit), ...contents]
    for (const part of parts) pieces.push(part)
    offset += lengthOf(parts)
    entries.push(entry)
  }
  const directory = entries.flatMap((entry) => directoryEntry(entry, limit))
  return [...pieces, ...directory, ...endOf(entries.length, offset, lengthOf(directory), limit)]
}
