import { constants, inflateRawSync } from 'node:zlib'
import { crc32 } from './crc32'
import { AppError, phrase } from '@shared/errors'
import { partOf, readPart, type ByteSource } from './source'
import { damaged, readDirectory, type ZipEntry } from './directory'

const LOCAL_HEADER = 0x04034b50
const LOCAL_LENGTH = 30
/** Bytes of a stored file that are in memory together while the file is only checked. */
const CHECKED_AT_ONCE = 16 * 1024 * 1024
/** What deflate adds at most to some kilobytes that do not shrink. */
const HEAD_SLACK = 1024
/** Bytes that deflate makes at most of one. */
const MOST_RATIO = 1032
const STORED = 0
const DEFLATED = 8

/**
 * A zip whose files are stored or deflated, read one file at a time. All sizes are taken from the
 * directory and compared with a limit before anything is read or decompressed. No file can unpack
 * beyond its declared size, and each is checked by its CRC. Source: PKWARE APPNOTE 6.3, with ZIP64,
 * without encryption and split archives.
 */
export class ZipArchive {
  private constructor(
    private readonly source: ByteSource,
    readonly entries: ReadonlyMap<string, ZipEntry>,
  ) {}

  /**
   * @param limit the most bytes of all unpacked files together
   * @throws AppError `invalid-file`, `too-large`, `unsupported`
   */
  static async open(source: ByteSource, limit: number): Promise<ZipArchive> {
    const entries = new Map<string, ZipEntry>()
    for (const entry of await readDirectory(source)) {
      if (entries.has(entry.name)) throw damaged(phrase`"${entry.name}" is in it twice`)
      entries.set(entry.name, entry)
    }
    const total = [...entries.values()].reduce((sum, { size }) => sum + size, 0)
    if (total > limit) {
      throw new AppError(
        'too-large',
        phrase`The archive unpacks to ${total} bytes; at most ${limit} are allowed.`,
        { bytes: total, limit },
      )
    }
    return new ZipArchive(source, entries)
  }

  /** @throws AppError `invalid-file` if it is not in the archive */
  find(name: string): ZipEntry {
    const entry = this.entries.get(name)
    if (!entry) throw damaged(phrase`${name} is missing in it`)
    return entry
  }

  /** A file's contents, unpacked and checked. @throws AppError `invalid-file`, `unsupported` */
  async read(entry: ZipEntry): Promise<Uint8Array> {
    if (entry.method === STORED) {
      const content = await readPart(await this.stored(entry), 0, entry.size)
      checkCrc(entry, crc32(content))
      return content
    }
    const body = partOf(this.source, await this.startOf(entry), entry.compressed)
    const content = inflate(await readPart(body, 0, entry.compressed), entry)
    checkCrc(entry, crc32(content))
    return content
  }

  /** A file's first bytes, unpacked and not checked. @throws as `read` */
  async head(entry: ZipEntry, count: number): Promise<Uint8Array> {
    const length = Math.min(count, entry.size)
    const body = partOf(this.source, await this.startOf(entry), entry.compressed)
    if (entry.method === STORED) return readPart(body, 0, length)
    // Packed bytes can be a little more than what they hold.
    const packed = await readPart(body, 0, Math.min(entry.compressed, length + HEAD_SLACK))
    return inflateHead(packed, entry, length)
  }

  /**
   * A stored file as a source: an archive inside the archive, or an array that is read into its own
   * memory. The reader has to check its CRC.
   * @throws AppError `invalid-file`, `unsupported` if it is compressed
   */
  async stored(entry: ZipEntry): Promise<ByteSource> {
    if (entry.method !== STORED)
      throw new AppError(
        'unsupported',
        phrase`"${entry.name}" is compressed, but must be stored uncompressed.`,
      )
    if (entry.compressed !== entry.size)
      throw damaged(
        phrase`"${entry.name}" has ${entry.compressed} bytes instead of the declared ${entry.size}`,
      )
    return partOf(this.source, await this.startOf(entry), entry.size)
  }

  /** Reads a stored file without keeping it. @throws AppError `invalid-file` if it is damaged */
  async check(entry: ZipEntry): Promise<void> {
    const source = await this.stored(entry)
    const part = new Uint8Array(Math.min(CHECKED_AT_ONCE, entry.size))
    let crc = 0
    for (let at = 0; at < entry.size; at += part.length) {
      const piece = part.subarray(0, Math.min(part.length, entry.size - at))
      await source.readInto(at, piece)
      crc = crc32(piece, crc)
    }
    checkCrc(entry, crc)
  }

  /** Where a file's bytes begin, after its own header. */
  private async startOf({ name, offset, compressed }: ZipEntry): Promise<number> {
    const { source } = this
    if (offset + LOCAL_LENGTH > source.size) throw damaged(phrase`"${name}" has no header`)
    const bytes = await readPart(source, offset, LOCAL_LENGTH)
    const view = new DataView(bytes.buffer)
    if (view.getUint32(0, true) !== LOCAL_HEADER) throw damaged(phrase`"${name}" has no header`)
    const start = offset + LOCAL_LENGTH + view.getUint16(26, true) + view.getUint16(28, true)
    if (start + compressed > source.size)
      throw damaged(phrase`"${name}" runs past the end of the file`)
    return start
  }
}

/** @throws AppError `invalid-file` if a file's bytes are not those that were written */
export function checkCrc({ name, crc }: ZipEntry, actual: number): void {
  if (crc !== actual) throw damaged(phrase`the checksum of "${name}" is wrong`)
}

/** The beginning of what packed bytes hold: they are cut off. */
function inflateHead(body: Uint8Array, entry: ZipEntry, length: number): Uint8Array {
  requireDeflated(entry)
  try {
    const content = inflateRawSync(body, {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: MOST_RATIO * body.length + length,
    })
    return content.subarray(0, length)
  } catch (thrown) {
    throw damaged(phrase`"${entry.name}" can't be decompressed (${AppError.from(thrown).words})`)
  }
}

/** @throws AppError `unsupported` */
function requireDeflated({ name, method }: ZipEntry): void {
  if (method === DEFLATED) return
  throw new AppError(
    'unsupported',
    phrase`"${name}" is compressed by method ${method}; stored and deflated files can be read.`,
  )
}

function inflate(body: Uint8Array, entry: ZipEntry): Uint8Array {
  requireDeflated(entry)
  const { name, size } = entry
  let content: Uint8Array
  try {
    content = inflateRawSync(body, { maxOutputLength: Math.max(size, 1) })
  } catch (thrown) {
    throw damaged(
      phrase`"${name}" can't be decompressed to its declared ${size} bytes (${AppError.from(thrown).words})`,
    )
  }
  if (content.length !== size)
    throw damaged(phrase`"${name}" has ${content.length} bytes instead of the declared ${size}`)
  return content
}
