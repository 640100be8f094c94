import { AppError, phrase } from '@shared/errors'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import { WEIGHTS_LIMIT } from '../limits'
import { decodeNpy, encodeNpy } from './npy'
import { readZip, writeZip } from '../zip/zip'

const SUFFIX = '.npy'

/** Named arrays as `numpy.savez` writes them; the same arrays give the same bytes. */
export const writeNpz = (arrays: NamedArrays): Uint8Array =>
  writeZip(new Map([...arrays].map(([name, array]) => [name + SUFFIX, encodeNpy(array)])))

/**
 * Reads an npz of float32 arrays, written here or by `numpy.savez` or `numpy.savez_compressed`.
 * @param limit bytes that the arrays may take unpacked
 * @throws AppError `invalid-file`, `too-large`, `unsupported`.
 */
export function readNpz(bytes: Uint8Array, limit = WEIGHTS_LIMIT): NamedArrays {
  const arrays = new Map<string, NamedArray>()
  for (const [file, content] of readZip(bytes, limit)) {
    if (!file.endsWith(SUFFIX))
      throw new AppError(
        'invalid-file',
        phrase`"${file}" is not an array: an npz holds .npy files only.`,
      )
    const name = file.slice(0, -SUFFIX.length)
    arrays.set(name, decodeNpy(content, name))
  }
  return arrays
}
