import { fromBinary } from '@bufbuild/protobuf'
import { lstat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError, phrase } from '@shared/errors'
import { elements, type Shape } from '@shared/layers/definition'
import { gigabytes, requireOpenable } from '../../runtime/memory'
import { readPart, withFileSource } from '../zip/source'
import { bytesOfTensor, faultOfTensor, numbersOf } from './from-onnx/constants'
import { NodeFault } from './from-onnx/node'
import type { Value } from './from-onnx/values'
import {
  ModelProtoSchema,
  TensorProto_DataLocation as DataLocation,
  TensorProto_DataType as DataType,
  type ModelProto,
  type TensorProto,
} from './proto/onnx_pb'
import type { OnnxConstant } from './to-onnx/node'

const DATA_FLOAT: number = DataType.FLOAT
const DATA_INT64: number = DataType.INT64

/** A message of protocol buffers has at most 2 GiB. */
const LARGEST_FILE = 2 ** 31

const notOnnx = (path: string): AppError =>
  new AppError(
    'invalid-file',
    phrase`${basename(path)} is not an ONNX model, or it is damaged. Export it again.`,
    { file: path },
  )

/**
 * The graph in an ONNX file; the numbers of a second file are not read.
 * @throws AppError `invalid-file`, `too-large`
 */
export async function readOnnxFile(path: string): Promise<ModelProto> {
  const bytes = await withFileSource(path, async (source) => {
    if (source.size > LARGEST_FILE)
      throw new AppError(
        'too-large',
        phrase`${basename(path)} has ${gigabytes(source.size)}; an ONNX file has at most ${gigabytes(LARGEST_FILE)}, with larger weights in a file of their own.`,
        { file: path },
      )
    requireOpenable(source.size, basename(path))
    return readPart(source, 0, source.size)
  })
  try {
    const model = fromBinary(ModelProtoSchema, bytes)
    if (!model.graph || model.graph.node.length === 0) throw notOnnx(path)
    return model
  } catch {
    // What the library says of it are offsets and wire types.
    throw notOnnx(path)
  }
}

const shapeOf = ({ dims }: TensorProto): Shape => dims.map(Number)

/** The place of an array in a second file. */
function placeOf(path: string, { name, externalData }: TensorProto) {
  const values = new Map(externalData.map(({ key, value }) => [key, value]))
  const location = values.get('location') ?? ''
  const [offset, length] = [Number(values.get('offset') ?? 0), values.get('length')]
  const outside = location === '' || location !== basename(location) || location.startsWith('.')
  if (outside || !Number.isSafeInteger(offset) || offset < 0)
    throw new AppError(
      'invalid-file',
      phrase`"${name}" lies in the file "${location}", and only files next to ${basename(path)} are read.`,
      { file: path },
    )
  return { file: join(dirname(path), location), offset, length: Number(length ?? NaN) }
}

async function externalBytes(path: string, tensor: TensorProto, size: number): Promise<Uint8Array> {
  const { file, offset, length } = placeOf(path, tensor)
  if (!Number.isNaN(length) && length !== size) throw wrongSize(path, tensor)
  await refuseLink(path, file)
  return withFileSource(file, async (source) => {
    if (offset + size > source.size) throw wrongSize(path, tensor)
    return readPart(source, offset, size)
  }).catch((thrown: unknown) => {
    if (thrown instanceof AppError) throw thrown
    throw new AppError(
      'not-found',
      phrase`${basename(file)} is missing next to ${basename(path)}; it holds the weights.`,
      { file },
    )
  })
}

/** A link may lead to any file of the machine, whose bytes would become weights. */
async function refuseLink(path: string, file: string): Promise<void> {
  const info = await lstat(file).catch(() => undefined)
  if (info && !info.isFile())
    throw new AppError(
      'invalid-file',
      phrase`${basename(file)} next to ${basename(path)} is a link or a folder; the weights must lie in a file of their own there.`,
      { file },
    )
}

const wrongSize = (path: string, { name }: TensorProto): AppError =>
  new AppError(
    'invalid-file',
    phrase`The array "${name}" of ${basename(path)} has another length than its shape.`,
    { file: path },
  )

/** Bytes as float32 numbers in memory of their own, so that their place need not be aligned. */
const asFloats = (bytes: Uint8Array): Float32Array => new Float32Array(bytes.slice().buffer)

async function bytesIn(path: string, tensor: TensorProto, size: number): Promise<Uint8Array> {
  return tensor.dataLocation === DataLocation.EXTERNAL
    ? externalBytes(path, tensor, size)
    : tensor.rawData
}

/**
 * The float32 numbers of an array, from the file or the one beside it.
 * @throws AppError `invalid-file`, `not-found`, `unsupported` for other types of numbers
 */
export async function readFloats(
  path: string,
  tensor: TensorProto,
): Promise<{ readonly shape: Shape; readonly data: Float32Array }> {
  const shape = shapeOf(tensor)
  const size = 4 * elements(shape)
  if (tensor.dataType !== DATA_FLOAT)
    throw new AppError(
      'unsupported',
      phrase`The array "${tensor.name}" has the type ${DataType[tensor.dataType] ?? '?'}; only FLOAT is read.`,
      { file: path },
    )
  const bytes = await bytesIn(path, tensor, size)
  const data = bytes.byteLength > 0 ? asFloats(bytes) : Float32Array.from(tensor.floatData)
  if (data.byteLength !== size) throw wrongSize(path, tensor)
  return { shape, data }
}

/** The whole numbers of a small array. @throws AppError as {@link readFloats} */
async function readWholes(path: string, tensor: TensorProto): Promise<BigInt64Array> {
  const size = 8 * elements(shapeOf(tensor))
  const bytes = await bytesIn(path, tensor, size)
  const data =
    bytes.byteLength > 0
      ? new BigInt64Array(bytes.slice().buffer)
      : BigInt64Array.from(tensor.int64Data)
  if (data.byteLength !== size) throw wrongSize(path, tensor)
  return data
}

/** Whether an array of a file is a constant of ours, in type, shape and every number. */
export async function holdsConstant(
  path: string,
  tensor: TensorProto,
  { shape, values }: OnnxConstant,
): Promise<boolean> {
  const isFloat = values instanceof Float32Array
  const isAlike = tensor.dataType === (isFloat ? DATA_FLOAT : DATA_INT64)
  if (!isAlike || shapeOf(tensor).join() !== shape.join()) return false
  const { data } = isFloat
    ? await readFloats(path, tensor)
    : { data: await readWholes(path, tensor) }
  return data.every((value, i) => Object.is(value, values[i]))
}

/**
 * Every array of a graph, by its name; those of a type that is not read are refused where an
 * operator reads them.
 * @throws AppError `invalid-file`, `not-found`, `too-large` if they don't fit into memory together
 */
export async function readConstants(
  path: string,
  tensors: readonly TensorProto[],
): Promise<ReadonlyMap<string, Value>> {
  const sizes = tensors.map(bytesOfTensor)
  requireOpenable(
    sizes.reduce((sum, size) => sum + size, 0),
    basename(path),
  )
  const values = new Map<string, Value>()
  for (const [i, tensor] of tensors.entries()) {
    const isExternal = tensor.dataLocation === DataLocation.EXTERNAL
    const isRead = isExternal && faultOfTensor(tensor) === undefined
    const raw = isRead ? await externalBytes(path, tensor, sizes[i] ?? 0) : tensor.rawData
    values.set(tensor.name, numbersIn(path, tensor, raw))
  }
  return values
}

function numbersIn(path: string, tensor: TensorProto, raw: Uint8Array): Value {
  const why = faultOfTensor(tensor)
  if (why) return { kind: 'unreadable', why }
  try {
    return numbersOf(tensor, raw)
  } catch (thrown) {
    if (thrown instanceof NodeFault) throw wrongSize(path, tensor)
    throw thrown
  }
}
