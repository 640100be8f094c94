import { AppError, phrase, type Phrase } from '@shared/errors'

type Reader = (view: DataView, at: number) => number

/** Type codes of the IDX format (LeCun, MNIST page), bytes of a number and how it is read. */
const TYPES: Readonly<Record<number, readonly [name: string, bytes: number, read: Reader]>> = {
  0x08: ['unsigned byte', 1, (view, at) => view.getUint8(at)],
  0x09: ['signed byte', 1, (view, at) => view.getInt8(at)],
  0x0b: ['short', 2, (view, at) => view.getInt16(at)],
  0x0c: ['int', 4, (view, at) => view.getInt32(at)],
  0x0d: ['float', 4, (view, at) => view.getFloat32(at)],
  0x0e: ['double', 8, (view, at) => view.getFloat64(at)],
}

export interface IdxArray {
  readonly shape: readonly number[]
  /** Unsigned bytes are a view into the file; other numbers are read out. */
  readonly data: Uint8Array | Float64Array
}

const fault = (name: string, what: string | Phrase): AppError =>
  new AppError('corrupt', phrase`${name} is not a whole IDX file: ${what}`, { file: name })

/**
 * Takes an IDX file apart: two zero bytes, a type, the number of dimensions, each dimension as a
 * big-endian uint32, then the numbers, big-endian. The dimensions must make exactly the file's size.
 * @throws AppError `corrupt` (which part is wrong)
 */
export function parseIdx(bytes: Uint8Array, name: string): IdxArray {
  const [zero, nought, code = 0, dimensions = 0] = bytes
  const type = TYPES[code]
  if (bytes.length < 4 || zero !== 0 || nought !== 0 || !type)
    throw fault(name, phrase`it does not begin with the IDX magic number`)
  const header = 4 + 4 * dimensions
  if (dimensions < 1 || dimensions > 4 || bytes.length < header)
    throw fault(name, phrase`its header names ${dimensions} dimensions`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const shape = Array.from({ length: dimensions }, (_, axis) => view.getUint32(4 + 4 * axis))
  const [, width, read] = type
  const count = shape.reduce((product, length) => product * length, 1)
  if (count * width !== bytes.length - header)
    throw fault(
      name,
      phrase`${shape.join(' × ')} needs ${header + count * width} bytes; it has ${bytes.length}`,
    )
  if (code === 0x08) return { shape, data: bytes.subarray(header) }
  return {
    shape,
    data: Float64Array.from({ length: count }, (_, i) => read(view, header + i * width)),
  }
}

export interface IdxImages {
  readonly count: number
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly images: Uint8Array
}

/** Pictures: [count, height, width], or [count, height, width, channels] with 1 or 3 channels. */
export function parseIdxImages(bytes: Uint8Array, name: string): IdxImages {
  const { shape, data } = parseIdx(bytes, name)
  const [count = 0, height = 0, width = 0, channels = 1] = shape
  if (shape.length < 3)
    throw fault(
      name,
      phrase`pictures need 3 dimensions (count, height, width); it has ${shape.length}`,
    )
  if (count < 1 || height < 1 || width < 1 || (channels !== 1 && channels !== 3))
    throw fault(name, phrase`its dimensions are ${shape.join(' × ')}`)
  return { count, height, width, channels, images: asPixels(data, name) }
}

/**
 * Numbers as bytes of pixels: 0…255 as they are, 0…1 with fractions times 255.
 * @throws AppError `corrupt` for numbers beyond 0…255
 */
export function asPixels(data: Uint8Array | ArrayLike<number>, name: string): Uint8Array {
  if (data instanceof Uint8Array) return data
  let [least, most, whole] = [Infinity, -Infinity, true]
  for (let i = 0; i < data.length; i++) {
    const value = data[i] ?? NaN
    if (!(value >= least)) least = value
    if (!(value <= most)) most = value
    if (!Number.isInteger(value)) whole = false
  }
  if (!(least >= 0 && most <= 255))
    throw fault(
      name,
      phrase`its pixels go from ${least} to ${most}, and lie in 0 … 255 or 0 … 1 as a rule`,
    )
  const scale = !whole && most <= 1 ? 255 : 1
  const pixels = new Uint8Array(data.length)
  for (let i = 0; i < data.length; i++) pixels[i] = Math.round((data[i] ?? 0) * scale)
  return pixels
}

/**
 * Labels: one number for each of `count` pictures. Of QMNIST's eight numbers a picture the first is
 * the class.
 */
export function parseIdxLabels(
  bytes: Uint8Array,
  name: string,
  count: number,
): Uint8Array | Uint16Array {
  const { shape, data } = parseIdx(bytes, name)
  const isTable = shape.length === 2 && shape[1] === 8
  if (shape.length !== 1 && !isTable)
    throw fault(name, phrase`labels need 1 dimension; it has ${shape.length}`)
  if (shape[0] !== count) throw fault(name, phrase`it has ${shape[0]} labels for ${count} pictures`)
  const values = isTable ? Float64Array.from({ length: count }, (_, i) => data[8 * i] ?? NaN) : data
  return asLabels(values, name)
}

/** Whole numbers 0 … 65,535 as labels. @throws AppError `corrupt` naming the first that isn't */
export function asLabels(values: ArrayLike<number>, name: string): Uint8Array | Uint16Array {
  if (values instanceof Uint8Array) return values
  let highest = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN
    if (!Number.isInteger(value) || value < 0 || value > 65_535)
      throw fault(name, phrase`label ${i} is ${value}, which is no class`)
    highest = Math.max(highest, value)
  }
  return highest > 255 ? Uint16Array.from(values) : Uint8Array.from(values)
}

/** Every label names a class. @throws AppError `corrupt` naming the first that doesn't. */
export function checkLabels(labels: Uint8Array | Uint16Array, classes: number, name: string): void {
  const at = labels.findIndex((label) => label >= classes)
  if (at >= 0)
    throw new AppError(
      'corrupt',
      phrase`${name}: label ${at} is ${labels[at]}, but there are ${classes} classes`,
      { file: name, index: at },
    )
}
