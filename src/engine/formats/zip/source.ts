import { open, type FileHandle } from 'node:fs/promises'

/** Bytes that are read a part at a time: a file, a part of one, or an array in memory. */
export interface ByteSource {
  readonly size: number
  /** Fills `target` with the bytes from `offset`; all of them must be inside the source. */
  readInto(offset: number, target: Uint8Array): Promise<void>
}

/**
 * Bytes of one call to the system, which accepts at most 2 GiB. Other work is done between calls.
 */
const CALL_BYTES = 64 * 1024 * 1024

export const memorySource = (bytes: Uint8Array): ByteSource => ({
  size: bytes.byteLength,
  readInto(offset, target) {
    target.set(bytes.subarray(offset, offset + target.byteLength))
    return Promise.resolve()
  },
})

/** A part of another source. */
export const partOf = (source: ByteSource, start: number, size: number): ByteSource => ({
  size,
  readInto: (offset, target) => source.readInto(start + offset, target),
})

/** An open file as a source. */
export async function fileSource(file: FileHandle): Promise<ByteSource> {
  const { size } = await file.stat()
  return {
    size,
    async readInto(offset, target) {
      for (let done = 0; done < target.byteLength;) {
        const length = Math.min(CALL_BYTES, target.byteLength - done)
        const { bytesRead } = await file.read(target, done, length, offset + done)
        // A file that has shrunk since it was opened: what is missing shows as damage.
        if (bytesRead === 0) return
        done += bytesRead
      }
    },
  }
}

/** Opens a file for as long as `use` reads from it. @throws what the system says of the file */
export async function withFileSource<T>(
  path: string,
  use: (source: ByteSource) => Promise<T>,
): Promise<T> {
  const file = await open(path, 'r')
  try {
    return await use(await fileSource(file))
  } finally {
    await file.close()
  }
}

export async function readPart(
  source: ByteSource,
  offset: number,
  length: number,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  await source.readInto(offset, bytes)
  return bytes
}
