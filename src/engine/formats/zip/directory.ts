import { AppError, phrase, type Phrase } from '@shared/errors'
import { readPart, type ByteSource } from './source'

const END = 0x06054b50
const END_LENGTH = 22
const END_64 = 0x06064b50
const END_64_LENGTH = 56
const LOCATOR_64 = 0x07064b50
const LOCATOR_LENGTH = 20
const ENTRY = 0x02014b50
const ENTRY_LENGTH = 46
const MAX_COMMENT = 0xffff
/** In a field of 16 or 32 bits this means that the value is in the ZIP64 record. */
const ELSEWHERE_16 = 0xffff
const ELSEWHERE_32 = 0xffffffff
/** The largest directory that is read. That of an archive of weights has a few kilobytes. */
const MAX_DIRECTORY = 64 * 1024 * 1024

/** A file of a zip as the directory describes it. */
export interface ZipEntry {
  readonly name: string
  /** 0 stored, 8 deflated. */
  readonly method: number
  readonly crc: number
  readonly compressed: number
  readonly size: number
  /** Position of the file's own header in the archive. */
  readonly offset: number
}

interface Place {
  readonly count: number
  readonly start: number
  /** The latest possible end of the directory. */
  readonly end: number
}

export const damaged = (what: string | Phrase): AppError =>
  new AppError('invalid-file', phrase`The zip archive is damaged: ${what}.`)

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength)

const large = (view: DataView, at: number): number => {
  const value = view.getBigUint64(at, true)
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged(phrase`its directory is malformed`)
  return Number(value)
}

/** The end record may be followed by a comment, so it is searched from the back. */
async function findEnd(source: ByteSource): Promise<{ record: DataView; at: number }> {
  const first = Math.max(0, source.size - END_LENGTH - MAX_COMMENT)
  const view = viewOf(await readPart(source, first, source.size - first))
  for (let at = view.byteLength - END_LENGTH; at >= 0; at -= 1) {
    if (
      view.getUint32(at, true) === END &&
      at + END_LENGTH + view.getUint16(at + 20, true) === view.byteLength
    )
      return { record: new DataView(view.buffer, at, END_LENGTH), at: first + at }
  }
  throw damaged(phrase`its directory is missing; the file may be cut short`)
}

/** Where the directory is. The numbers of a large archive are in a separate record. */
async function placeOf(source: ByteSource): Promise<Place> {
  const { record, at } = await findEnd(source)
  const count = record.getUint16(10, true)
  const start = record.getUint32(16, true)
  if (count !== ELSEWHERE_16 && start !== ELSEWHERE_32) return { count, start, end: at }
  if (at < LOCATOR_LENGTH) throw damaged(phrase`its directory is malformed`)
  const locator = viewOf(await readPart(source, at - LOCATOR_LENGTH, LOCATOR_LENGTH))
  // These values can also be real numbers of entries or offsets, without ZIP64.
  if (locator.getUint32(0, true) !== LOCATOR_64) return { count, start, end: at }
  const place = large(locator, 8)
  if (place + END_64_LENGTH > at) throw damaged(phrase`its directory is malformed`)
  const end = viewOf(await readPart(source, place, END_64_LENGTH))
  if (end.getUint32(0, true) !== END_64) throw damaged(phrase`its directory is malformed`)
  return { count: large(end, 32), start: large(end, 48), end: place }
}

/** Sizes and offset of an entry. Those that don't fit are in an extra field, in this order. */
function sizesOf(
  entry: DataView,
  extra: DataView,
): Pick<ZipEntry, 'size' | 'compressed' | 'offset'> {
  const short = [24, 20, 42].map((at) => entry.getUint32(at, true))
  if (short.includes(ELSEWHERE_32)) {
    for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true)) {
      if (extra.getUint16(at, true) !== 1) continue
      const end = Math.min(extra.byteLength, at + 4 + extra.getUint16(at + 2, true))
      let next = at + 4
      for (const [i, value] of short.entries()) {
        if (value !== ELSEWHERE_32 || next + 8 > end) continue
        short[i] = large(extra, next)
        next += 8
      }
      break
    }
  }
  const [size = 0, compressed = 0, offset = 0] = short
  return { size, compressed, offset }
}

/** The files of a zip, in its directory's order. @throws AppError `invalid-file`, `unsupported` */
export async function readDirectory(source: ByteSource): Promise<ZipEntry[]> {
  if (source.size < END_LENGTH)
    throw damaged(phrase`its directory is missing; the file may be cut short`)
  const { count, start, end } = await placeOf(source)
  const length = end - start
  if (length < count * ENTRY_LENGTH || length > MAX_DIRECTORY)
    throw damaged(phrase`its directory is malformed`)
  const bytes = await readPart(source, start, length)
  const view = viewOf(bytes)
  let at = 0
  return Array.from({ length: count }, () => {
    if (at + ENTRY_LENGTH > length || view.getUint32(at, true) !== ENTRY)
      throw damaged(phrase`its directory is malformed`)
    const [nameLength, extraLength, comment] = [28, 30, 32].map((field) =>
      view.getUint16(at + field, true),
    ) as [number, number, number]
    if (view.getUint16(at + 8, true) & 1)
      throw new AppError('unsupported', phrase`The archive is encrypted.`)
    const name = at + ENTRY_LENGTH
    const extra = name + nameLength
    const next = extra + extraLength + comment
    if (next > length) throw damaged(phrase`its directory is malformed`)
    const entry = {
      name: new TextDecoder().decode(bytes.subarray(name, extra)),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      ...sizesOf(
        new DataView(view.buffer, view.byteOffset + at, ENTRY_LENGTH),
        new DataView(view.buffer, view.byteOffset + extra, extraLength),
      ),
    }
    at = next
    return entry
  })
}
