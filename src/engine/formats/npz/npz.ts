import { crc32 } from '../zip/crc32'
import { AppError, phrase } from '@shared/errors'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import { weightsLimit } from '../../runtime/memory'
import { decodeNpy, NPY_START, npyHeader, npyPieces } from './npy'
import { bytesOf, joined, type Pieces } from '../zip/pieces'
import { memorySource, readPart, type ByteSource } from '../zip/source'
import { checkCrc, ZipArchive } from '../zip/zip'
import type { ZipEntry } from '../zip/directory'
import { zipPieces } from '../zip/write'

const SUFFIX = '.npy'

/**
 * Named arrays as `numpy.savez` writes them. The arrays' own bytes are not copied. The same arrays
 * give the same bytes.
 */
export const npzPieces = (arrays: NamedArrays): Pieces =>
  zipPieces(new Map([...arrays].map(([name, array]) => [name + SUFFIX, npyPieces(array)])))

/** The same as one array, for small arrays. */
export const writeNpz = (arrays: NamedArrays): Uint8Array => joined(npzPieces(arrays))

/**
 * Reads an npz of float32 arrays, written here or by `numpy.savez` or `numpy.savez_compressed`.
 * Each stored array is read directly into its own memory, so that reading needs no more memory than
 * the arrays.
 * @param limit the most bytes of the unpacked arrays. @default as many as this machine can open
 * @throws AppError `invalid-file`, `too-large`, `unsupported`.
 */
export async function readNpz(
  file: ByteSource | Uint8Array,
  limit = weightsLimit(),
): Promise<NamedArrays> {
  const archive = await ZipArchive.open(
    file instanceof Uint8Array ? memorySource(file) : file,
    limit,
  )
  const arrays = new Map<string, NamedArray>()
  for (const entry of archive.entries.values()) {
    if (!entry.name.endsWith(SUFFIX))
      throw new AppError(
        'invalid-file',
        phrase`"${entry.name}" is not an array: an npz holds .npy files only.`,
      )
    const name = entry.name.slice(0, -SUFFIX.length)
    arrays.set(
      name,
      entry.method === 0
        ? await readStored(archive, entry, name)
        : decodeNpy(await archive.read(entry), name),
    )
  }
  return arrays
}

async function readStored(archive: ZipArchive, entry: ZipEntry, name: string): Promise<NamedArray> {
  const source = await archive.stored(entry)
  const start = await readPart(source, 0, Math.min(NPY_START, entry.size))
  const { shape, elements, offset } = npyHeader(start, entry.size, name)
  const data = new Float32Array(elements)
  await source.readInto(offset, bytesOf(data))
  checkCrc(entry, crc32(bytesOf(data), crc32(start.subarray(0, offset))))
  return { shape, data }
}
