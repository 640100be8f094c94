import { AppError, phrase, type Phrase } from '@shared/errors'
import type { NamedArray } from '@shared/model/weights'
import { LARGEST_ARRAY } from '../../runtime/memory'
import { bytesOf, joined, type Pieces } from '../zip/pieces'

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59] // "\x93NUMPY"
/**
 * The data starts at a multiple of this, as NumPy writes it, so that files can be memory-mapped.
 */
const ALIGNMENT = 64
const MAX_HEADER = 4096
/** Bytes at the start of a file that contain its complete header. */
export const NPY_START = MAX_HEADER + 12
const MAX_ELEMENTS = LARGEST_ARRAY / 4

/**
 * A NumPy file, format 1.0, of little-endian float32 in C order: its header, then the array's own
 * bytes, which are not copied. Source: numpy.lib.format, "Format Version 1.0".
 */
export function npyPieces({ shape, data }: NamedArray): Pieces {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': ${tuple}, }`
  const prefix = MAGIC.length + 4
  const length = Math.ceil((prefix + header.length + 1) / ALIGNMENT) * ALIGNMENT - prefix
  const start = new Uint8Array(prefix + length)
  start.set([...MAGIC, 1, 0, length & 0xff, length >> 8])
  start.set(new TextEncoder().encode(`${header.padEnd(length - 1)}\n`), prefix)
  return [start, bytesOf(data)]
}

/** The same file as one array. */
export const encodeNpy = (array: NamedArray): Uint8Array => joined(npyPieces(array))

/** What the header of a NumPy file says. */
export interface NpyHeader {
  readonly shape: readonly number[]
  readonly elements: number
  /** Byte at which the numbers begin. */
  readonly offset: number
}

/**
 * Reads the header of a float32 array, as `encodeNpy` and `numpy.save` write it.
 * @param start the file's first {@link NPY_START} bytes, or all if it has fewer
 * @param size bytes of the complete file
 * @param name the array's name in messages
 * @throws AppError `invalid-file` for damage, `unsupported` for other types, orders and format
 *   versions.
 */
export function npyHeader(start: Uint8Array, size: number, name: string): NpyHeader {
  if (!MAGIC.every((byte, i) => start[i] === byte))
    throw damaged(name, phrase`it does not start like a NumPy file`)
  const version = start[6] ?? 0
  if (version !== 1 && version !== 2) {
    throw new AppError(
      'unsupported',
      phrase`"${name}" is a NumPy file of version ${version}; versions 1 and 2 can be read. Save it again with numpy.save.`,
    )
  }
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength)
  const prefix = version === 1 ? 10 : 12
  if (start.length < prefix) throw damaged(name, phrase`it ends inside its header`)
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true)
  const offset = prefix + length
  if (length > MAX_HEADER || offset > size)
    throw damaged(name, phrase`its header of ${length} bytes does not fit`)
  const shape = parseHeader(new TextDecoder('latin1').decode(start.subarray(prefix, offset)), name)
  const elements = shape.reduce((product, n) => product * n, 1)
  if (elements > MAX_ELEMENTS || size - offset !== elements * 4) {
    throw damaged(
      name,
      phrase`its shape (${shape.join(', ')}) needs ${elements * 4} bytes, and it has ${size - offset}`,
    )
  }
  return { shape, elements, offset }
}

/** Reads a complete NumPy file. @throws AppError as {@link npyHeader} */
export function decodeNpy(bytes: Uint8Array, name: string): NamedArray {
  const { shape, offset } = npyHeader(bytes, bytes.length, name)
  // A copy, because the bytes may begin at any offset and a Float32Array only at multiples of four.
  // (Buffer's slice does not copy.)
  return { shape, data: new Float32Array(new Uint8Array(bytes.subarray(offset)).buffer) }
}

const damaged = (name: string, what: string | Phrase): AppError =>
  new AppError(
    'invalid-file',
    phrase`"${name}" can't be read as a NumPy array: ${what}. Save it again with numpy.save or numpy.savez.`,
    { array: name },
  )

/**
 * The header is the text of a Python dictionary with exactly three known keys; anything else is
 * refused.
 */
function parseHeader(text: string, name: string): readonly number[] {
  const fields = new Map<string, string>()
  const body = /^\{(.*?),?\s*\}\s*$/s.exec(text)?.[1]
  if (body === undefined) throw damaged(name, phrase`its header is not a dictionary`)
  let rest = body
  while (rest.trim() !== '') {
    const entry = /^\s*'(\w+)'\s*:\s*('[^']*'|True|False|\([\d,\s]*\))\s*(?:,|$)/.exec(rest)
    if (!entry?.[1] || !entry[2] || fields.has(entry[1]))
      throw damaged(name, phrase`its header is malformed`)
    fields.set(entry[1], entry[2])
    rest = rest.slice(entry[0].length)
  }
  const [descr, order, shape] = ['descr', 'fortran_order', 'shape'].map((key) => fields.get(key))
  if (fields.size !== 3 || !descr || !order || !shape)
    throw damaged(name, phrase`its header lacks descr, fortran_order or shape`)
  if (descr !== "'<f4'") {
    throw new AppError(
      'unsupported',
      phrase`"${name}" holds numbers of type ${descr}; only float32 ('<f4') can be read: convert with .astype("<f4").`,
      { array: name },
    )
  }
  if (order !== 'False') {
    throw new AppError(
      'unsupported',
      phrase`"${name}" is in Fortran order: save numpy.ascontiguousarray(…) of it.`,
      { array: name },
    )
  }
  return parseShape(shape, name)
}

function parseShape(tuple: string, name: string): readonly number[] {
  const inner = /^\(\s*((?:\d{1,10}\s*,\s*)*(?:\d{1,10}\s*)?)\)$/.exec(tuple)?.[1]
  const shape = inner
    ?.split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(Number)
  if (!shape || shape.length > 8) throw damaged(name, phrase`its shape ${tuple} is malformed`)
  return shape
}
