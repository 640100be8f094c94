import { AppError, phrase, type Phrase } from '@shared/errors'

/** Type codes of the IDX format (LeCun, MNIST page); pictures and labels use the first. */
const TYPES: Readonly<Record<number, string>> = {
  0x08: 'unsigned byte',
  0x09: 'signed byte',
  0x0b: 'short',
  0x0c: 'int',
  0x0d: 'float',
  0x0e: 'double',
}

export interface IdxArray {
  readonly shape: readonly number[]
  readonly data: Uint8Array
}

const fault = (name: string, what: string | Phrase): AppError =>
  new AppError('corrupt', phrase`${name} is not a whole IDX file: ${what}`, { file: name })

/**
 * Takes an IDX file of unsigned bytes apart: two zero bytes, a type, the number of dimensions, each
 * dimension as a big-endian uint32, then the data. The dimensions must make exactly the file's
 * size.
 * @returns a view into `bytes`
 * @throws AppError `corrupt` (which part is wrong), `unsupported` (another number type).
 */
export function parseIdx(bytes: Uint8Array, name: string): IdxArray {
  const [zero, nought, type = 0, dimensions = 0] = bytes
  if (bytes.length < 4 || zero !== 0 || nought !== 0 || !(type in TYPES))
    throw fault(name, phrase`it does not begin with the IDX magic number`)
  if (type !== 0x08)
    throw new AppError(
      'unsupported',
      phrase`${name} holds ${TYPES[type]} numbers; pictures and labels must be unsigned bytes`,
      { file: name },
    )
  const header = 4 + 4 * dimensions
  if (dimensions < 1 || dimensions > 4 || bytes.length < header)
    throw fault(name, phrase`its header names ${dimensions} dimensions`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const shape = Array.from({ length: dimensions }, (_, axis) => view.getUint32(4 + 4 * axis))
  const size = shape.reduce((product, length) => product * length, 1)
  if (size !== bytes.length - header)
    throw fault(
      name,
      phrase`${shape.join(' × ')} needs ${header + size} bytes; it has ${bytes.length}`,
    )
  return { shape, data: bytes.subarray(header) }
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
  return { count, height, width, channels, images: data }
}

/** Labels: one byte for each of `count` pictures. */
export function parseIdxLabels(bytes: Uint8Array, name: string, count: number): Uint8Array {
  const { shape, data } = parseIdx(bytes, name)
  if (shape.length !== 1) throw fault(name, phrase`labels need 1 dimension; it has ${shape.length}`)
  if (data.length !== count)
    throw fault(name, phrase`it has ${data.length} labels for ${count} pictures`)
  return data
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
