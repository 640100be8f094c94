import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, mkdir, open, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import { SetupFailure } from './failure.mjs'

/**
 * Reads zip archives (PyPI wheels and Electron's releases are zips): the directory at the end, then
 * single entries, streamed. Layout: PKWARE APPNOTE 4.3; entries and archives stay under 4 GB, so no
 * zip64.
 */
const END = 0x06054b50
const ENTRY = 0x02014b50

const broken = (path, why) => new SetupFailure(`${path} is not a whole zip archive: ${why}`)

async function readAt(file, length, position, path) {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  if (bytesRead !== length) throw broken(path, 'it ends too early')
  return buffer
}

/**
 * @returns {Promise<{name: string, method: number, packed: number, size: number, header: number,
 * mode: number}[]>} its entries, folders left out
 */
export async function zipEntries(path) {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const tail = await readAt(file, Math.min(size, 65_557), Math.max(0, size - 65_557), path)
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
    if (end < 0 || tail.readUInt32LE(end) !== END) throw broken(path, 'its directory is missing')
    const directory = await readAt(
      file,
      tail.readUInt32LE(end + 12),
      tail.readUInt32LE(end + 16),
      path,
    )
    return [...parse(directory, path)].filter((entry) => !entry.name.endsWith('/'))
  } finally {
    await file.close()
  }
}

function* parse(directory, path) {
  for (let at = 0; at < directory.length;) {
    if (directory.readUInt32LE(at) !== ENTRY)
      throw broken(path, `its directory is damaged at byte ${at}`)
    const [name, extra, comment] = [28, 30, 32].map((offset) => directory.readUInt16LE(at + offset))
    yield {
      name: directory.toString('utf8', at + 46, at + 46 + name),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      header: directory.readUInt32LE(at + 42),
      // Archives made on Unix keep the file's mode in the upper half.
      mode: directory.readUInt32LE(at + 38) >>> 16,
    }
    at += 46 + name + extra + comment
  }
}

/** The bytes of one entry as a stream. */
async function entryStream(path, entry) {
  if (entry.method !== 0 && entry.method !== 8)
    throw broken(path, `${entry.name} is packed in an unknown way (${entry.method})`)
  const file = await open(path)
  const local = await readAt(file, 30, entry.header, path).finally(() => file.close())
  const start = entry.header + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
  const packed = entry.packed
    ? createReadStream(path, { start, end: start + entry.packed - 1, highWaterMark: 1 << 20 })
    : createReadStream(path, { start: 0, end: -1 })
  if (entry.method === 0) return packed
  // `pipeline` in the callers cannot see the inner stream's error: hand it on.
  const inflate = createInflateRaw({ chunkSize: 1 << 20 })
  packed.on('error', (error) => inflate.destroy(error))
  return packed.pipe(inflate)
}

/** A small entry as a text. */
export async function zipText(path, entry) {
  const pieces = []
  for await (const piece of await entryStream(path, entry)) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

/** An entry's place below `folder`; names that would lead out of it are refused. */
function placeOf(folder, entry, path) {
  const parts = entry.name.split('/')
  if (
    entry.name.startsWith('/') ||
    entry.name.includes('\\') ||
    parts.includes('..') ||
    /^[A-Za-z]:/.test(entry.name)
  ) {
    throw broken(path, `the entry ${entry.name} leads out of the folder`)
  }
  return join(folder, ...parts)
}

/**
 * Unpacks one entry below `folder`, keeping its name, mode and (macOS's Electron has them) symbolic
 * links.
 * @returns {Promise<string>} its SHA-256, base64url, as wheels' RECORD files write it
 */
export async function unpackEntry(path, entry, folder, onBytes = () => undefined, signal) {
  const place = placeOf(folder, entry, path)
  await mkdir(dirname(place), { recursive: true })
  const S_IFMT = 0o170000
  if ((entry.mode & S_IFMT) === 0o120000) {
    await symlink(await zipText(path, entry), place)
    return ''
  }
  const hash = createHash('sha256')
  let size = 0
  const meter = new Transform({
    transform(piece, _encoding, done) {
      hash.update(piece)
      size += piece.length
      onBytes(piece.length)
      done(size > entry.size ? broken(path, `${entry.name} is longer than declared`) : null, piece)
    },
  })
  await pipeline(await entryStream(path, entry), meter, createWriteStream(place), { signal })
  if (size !== entry.size) throw broken(path, `${entry.name} is shorter than declared`)
  if (entry.mode & 0o111) await chmod(place, 0o755)
  return hash.digest('base64url')
}
