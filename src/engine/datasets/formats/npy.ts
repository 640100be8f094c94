import { AppError, phrase, type Phrase } from '@shared/errors'

export interface NumpyArray {
  readonly shape: readonly number[]
  readonly data: Uint8Array | Float64Array
}

type Reader = (view: DataView, at: number, little: boolean) => number
const TYPES: Readonly<Record<string, readonly [bytes: number, read: Reader]>> = {
  b1: [1, (view, at) => view.getUint8(at)],
  u1: [1, (view, at) => view.getUint8(at)],
  i1: [1, (view, at) => view.getInt8(at)],
  u2: [2, (view, at, little) => view.getUint16(at, little)],
  i2: [2, (view, at, little) => view.getInt16(at, little)],
  u4: [4, (view, at, little) => view.getUint32(at, little)],
  i4: [4, (view, at, little) => view.getInt32(at, little)],
  u8: [8, (view, at, little) => Number(view.getBigUint64(at, little))],
  i8: [8, (view, at, little) => Number(view.getBigInt64(at, little))],
  f4: [4, (view, at, little) => view.getFloat32(at, little)],
  f8: [8, (view, at, little) => view.getFloat64(at, little)],
}

const damaged = (name: string, what: string | Phrase): AppError =>
  new AppError(
    'invalid-file',
    phrase`"${name}" can't be read as a NumPy array: ${what}. Save it again with numpy.save or numpy.savez.`,
    { array: name },
  )

interface NpyHeader {
  readonly shape: readonly number[]
  /** Such as `u1`, `f4`. */
  readonly type: string
  readonly isLittle: boolean
  /** Where the numbers begin. */
  readonly start: number
}

/** What an array's first bytes say. @throws AppError `invalid-file`, `unsupported` */
export function npyHeader(bytes: Uint8Array, name: string): NpyHeader {
  if (Buffer.from(bytes.subarray(0, 6)).toString('latin1') !== '\x93NUMPY' || bytes.length < 12)
    throw damaged(name, phrase`it does not start like a NumPy file`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isShort = bytes[6] === 1
  const length = isShort ? view.getUint16(8, true) : view.getUint32(8, true)
  const start = (isShort ? 10 : 12) + length
  const header = Buffer.from(bytes.subarray(isShort ? 10 : 12, Math.min(start, 65_536)))
  const text = header.toString('latin1')
  const [, order, type = ''] = /'descr'\s*:\s*'([<>|=]?)([a-zA-Z]\d+)'/.exec(text) ?? []
  const tuple = /'shape'\s*:\s*\(([\d,\s]*)\)/.exec(text)?.[1]
  if (tuple === undefined || start > bytes.length)
    throw damaged(name, phrase`its header is malformed`)
  if (!TYPES[type] || !/'fortran_order'\s*:\s*False/.test(text))
    throw new AppError(
      'unsupported',
      phrase`"${name}" holds what is no array of numbers in C order: save numpy.ascontiguousarray(…) of it, of a plain type.`,
      { array: name },
    )
  const shape = tuple
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(Number)
  return { shape, type, isLittle: order !== '>', start }
}

/**
 * An array of numbers of any type, in C order (numpy.lib.format, versions 1 to 3). Unsigned bytes
 * stay where they lie.
 * @throws AppError `invalid-file`, `unsupported` for objects, complex numbers and Fortran order
 */
export function parseNpy(bytes: Uint8Array, name: string): NumpyArray {
  const { shape, type, isLittle, start } = npyHeader(bytes, name)
  const count = shape.reduce((product, n) => product * n, 1)
  const [width, read] = TYPES[type] ?? [0, () => NaN]
  if (bytes.length - start !== count * width)
    throw damaged(
      name,
      phrase`its shape (${shape.join(', ')}) needs ${count * width} bytes, and it has ${bytes.length - start}`,
    )
  if (width === 1 && type !== 'i1') return { shape, data: bytes.subarray(start) }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    shape,
    data: Float64Array.from({ length: count }, (_, i) => read(view, start + i * width, isLittle)),
  }
}
