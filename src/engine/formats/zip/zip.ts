import { inflateRawSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { AppError, phrase, type Phrase } from '@shared/errors'
import { crc32 } from './crc32'

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_HEADER = 0x04034b50
const END_LENGTH = 22
const MAX_COMMENT = 0xffff
const MAX_ENTRIES = 65_535

/** ZIP's earliest date, so that the same content gives the same bytes. */
const NO_DATE = new Date(1980, 0, 1)

/** A zip of files that are stored as they are: weights hardly compress. */
export const writeZip = (files: ReadonlyMap<string, Uint8Array>): Uint8Array =>
  zipSync(Object.fromEntries(files), { level: 0, mtime: NO_DATE })

interface Entry {
  readonly name: string
  readonly method: number
  readonly crc: number
  readonly compressed: number
  readonly size: number
  readonly offset: number
}

/**
 * Reads a zip whose files are stored or deflated. All sizes are taken from the directory and
 * checked against `limit` before anything is decompressed, no file can grow beyond the size it
 * declares, and each is checked by its CRC. Source: PKWARE APPNOTE 6.3, without ZIP64, encryption
 * and split archives.
 * @throws AppError `invalid-file`, `too-large`, `unsupported`.
 */
export function readZip(bytes: Uint8Array, limit: number): Map<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = readDirectory(bytes, view)
  const total = entries.reduce((sum, entry) => sum + entry.size, 0)
  if (total > limit) {
    throw new AppError(
      'too-large',
      phrase`The archive unpacks to ${total} bytes; at most ${limit} are allowed.`,
      { bytes: total, limit },
    )
  }
  const files = new Map<string, Uint8Array>()
  for (const entry of entries) {
    if (files.has(entry.name)) throw damaged(phrase`"${entry.name}" stands in it twice`)
    files.set(entry.name, readEntry(bytes, view, entry))
  }
  return files
}

const damaged = (what: string | Phrase): AppError =>
  new AppError('invalid-file', phrase`The zip archive is damaged: ${what}.`)

/** The end record may be followed by a comment, so it is searched from the back. */
function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - END_LENGTH - MAX_COMMENT)
  for (let at = view.byteLength - END_LENGTH; at >= first; at -= 1) {
    if (
      view.getUint32(at, true) === END_OF_DIRECTORY &&
      at + END_LENGTH + view.getUint16(at + 20, true) === view.byteLength
    )
      return at
  }
  throw damaged(phrase`its directory is missing; the file may be cut short`)
}

function readDirectory(bytes: Uint8Array, view: DataView): Entry[] {
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count === MAX_ENTRIES || at === 0xffffffff)
    throw new AppError(
      'unsupported',
      phrase`The archive is in ZIP64 form, which can't be read here.`,
    )
  return Array.from({ length: count }, () => {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY_ENTRY)
      throw damaged(phrase`its directory is malformed`)
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) =>
      view.getUint16(at + offset, true),
    ) as [number, number, number]
    const flags = view.getUint16(at + 8, true)
    if (flags & 1) throw new AppError('unsupported', phrase`The archive is encrypted.`)
    const next = at + 46 + nameLength + extra + comment
    if (next > end) throw damaged(phrase`its directory is malformed`)
    const entry: Entry = {
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      compressed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    }
    at = next
    return entry
  })
}

function readEntry(
  bytes: Uint8Array,
  view: DataView,
  { name, method, crc, compressed, size, offset }: Entry,
): Uint8Array {
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL_HEADER)
    throw damaged(phrase`"${name}" has no header`)
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  if (start + compressed > bytes.length)
    throw damaged(phrase`"${name}" runs past the end of the file`)
  const body = bytes.subarray(start, start + compressed)
  if (method !== 0 && method !== 8)
    throw new AppError(
      'unsupported',
      phrase`"${name}" is compressed by method ${method}; stored and deflated files can be read.`,
    )
  const content = method === 0 ? body : inflate(body, size, name)
  if (content.length !== size)
    throw damaged(phrase`"${name}" has ${content.length} bytes instead of the declared ${size}`)
  if (crc32(content) !== crc) throw damaged(phrase`the checksum of "${name}" is wrong`)
  return content
}

function inflate(body: Uint8Array, size: number, name: string): Uint8Array {
  try {
    return inflateRawSync(body, { maxOutputLength: Math.max(size, 1) })
  } catch (thrown) {
    throw damaged(
      phrase`"${name}" can't be decompressed to its declared ${size} bytes (${AppError.from(thrown).words})`,
    )
  }
}
