import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { AppError, phrase } from '@shared/errors'
import { asFault, checkCancelled, systemCode } from '../runtime/faults'
import { DATASET_BYTES } from './dataset'

const unpack = promisify(gunzip)

/**
 * Reads a file of a data set whole, unpacking it if it is packed by gzip, whatever its name says. Both sizes are checked
 * before anything is allocated, and unpacking stops at the size that the file announces.
 * @param expected unpacked bytes, where they are known
 * @throws AppError `too-large`, `corrupt`, `not-found`, `cancelled` …, naming the file.
 */
export async function readSourceFile(
  path: string,
  {
    expected,
    limit = DATASET_BYTES,
    signal,
  }: { expected?: number; limit?: number; signal?: AbortSignal } = {},
): Promise<Uint8Array> {
  const bytes = await readWhole(path, limit, signal)
  const unpacked = await unpackIfPacked(bytes, path, { expected, limit })
  checkCancelled(signal)
  if (expected !== undefined && unpacked.length !== expected)
    throw new AppError(
      'corrupt',
      phrase`${path} has ${unpacked.length} bytes instead of ${expected}; bring it again`,
      { path },
    )
  return unpacked
}

/** A file's bytes, its size checked before. @throws AppError naming the file */
export async function readWhole(
  path: string,
  limit: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  try {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      if (size > limit) throw tooLarge(path, size, limit)
      return await file.readFile({ signal })
    } finally {
      await file.close()
    }
  } catch (error) {
    throw asFault(error, phrase`read ${path}`)
  }
}

/** A file's first bytes. @throws AppError naming the file */
export async function readHead(
  path: string,
  count: number,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  checkCancelled(signal)
  try {
    const file = await open(path, 'r')
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(count), 0, count, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw asFault(error, phrase`read ${path}`)
  }
}

/**
 * Bytes as they are, or unpacked where gzip packed them.
 * @throws AppError `too-large`, `corrupt`, naming the file
 */
export async function unpackIfPacked(
  bytes: Uint8Array,
  path: string,
  { expected, limit = DATASET_BYTES }: { expected?: number; limit?: number } = {},
): Promise<Uint8Array> {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
    ? gunzipBounded(bytes, path, { expected, limit })
    : bytes
}

async function gunzipBounded(
  bytes: Uint8Array,
  path: string,
  { expected, limit }: { expected?: number; limit: number },
): Promise<Uint8Array> {
  if (bytes.length < 18 || bytes[0] !== 0x1f || bytes[1] !== 0x8b)
    throw new AppError('corrupt', phrase`${path} is no gzip file; bring it again`, { path })
  // The last four bytes are the unpacked size (RFC 1952, ISIZE).
  const announced = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(
    0,
    true,
  )
  if (announced > limit) throw tooLarge(path, announced, limit)
  if (expected !== undefined && announced !== expected)
    throw new AppError(
      'corrupt',
      phrase`${path} announces ${announced} unpacked bytes instead of ${expected}; it is cut off or another file: bring it again`,
      { path },
    )
  try {
    return await unpack(bytes, {
      maxOutputLength: Math.max(announced, 1),
      chunkSize: Math.min(Math.max(announced, 64), 1 << 20),
    })
  } catch (error) {
    const reason =
      systemCode(error) === 'ERR_BUFFER_TOO_LARGE'
        ? `it unpacks to more than the ${announced} bytes that it announces`
        : error instanceof Error
          ? error.message
          : String(error)
    throw new AppError('corrupt', phrase`${path} can not be unpacked: ${reason}; bring it again`, {
      path,
    })
  }
}

const tooLarge = (path: string, bytes: number, limit: number): AppError =>
  new AppError(
    'too-large',
    phrase`${path} has ${Math.ceil(bytes / 1e6)} MB; at most ${Math.floor(limit / 1e6)} MB are read`,
    { path, bytes, limit },
  )
