import { phrase } from '@shared/errors'
import { elements } from '@shared/layers/definition'
import { TensorProto_DataType as DataType, type TensorProto } from '../proto/onnx_pb'
import { requireThat } from './node'
import { floats, wholes, type Floats, type Wholes } from './values'

/** A number of 16 bits with 5 bits of exponent. Source: IEEE 754-2008, 3.6. */
export function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const [exponent, fraction] = [(bits >> 10) & 0x1f, bits & 0x3ff]
  if (exponent === 31) return fraction ? NaN : sign * Infinity
  if (exponent === 0) return sign * fraction * 2 ** -24
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

/** Bytes in memory of their own, so that their place need not be aligned. */
const own = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer

interface NumberType {
  readonly bytes: number
  readonly real: boolean
  /** From the raw bytes, or from the message's lists. */
  readonly raw: (buffer: ArrayBuffer) => ArrayLike<number>
  readonly listed: (tensor: TensorProto) => readonly number[]
}

const halves = (bits: Iterable<number>): Float32Array => Float32Array.from(bits, halfToFloat)

/** The types of numbers that are read, by their number in the format. */
const TYPES: ReadonlyMap<number, NumberType> = new Map<number, NumberType>([
  [DataType.FLOAT, { bytes: 4, real: true, raw: (b) => new Float32Array(b), listed: (t) => t.floatData }],
  [DataType.DOUBLE, { bytes: 8, real: true, raw: (b) => new Float64Array(b), listed: (t) => t.doubleData }],
  [DataType.FLOAT16, { bytes: 2, real: true, raw: (b) => halves(new Uint16Array(b)), listed: (t) => [...halves(t.int32Data)] }],
  [DataType.INT64, { bytes: 8, real: false, raw: (b) => Array.from(new BigInt64Array(b), Number), listed: (t) => t.int64Data.map(Number) }],
  [DataType.INT32, { bytes: 4, real: false, raw: (b) => new Int32Array(b), listed: (t) => t.int32Data }],
  [DataType.BOOL, { bytes: 1, real: false, raw: (b) => new Uint8Array(b), listed: (t) => t.int32Data }],
]) // prettier-ignore

/** Bytes that the numbers of an array take in a file; undefined for types that are not read. */
export const bytesOfTensor = ({ dims, dataType }: TensorProto): number | undefined => {
  const type = TYPES.get(dataType)
  return type && type.bytes * elements(dims.map(Number))
}

/**
 * The numbers of an array that lies in the message.
 * @param raw its bytes, where they lie in another file
 * @throws NodeFault for types that are not read, and for another length than its shape has
 */
export function numbersOf(tensor: TensorProto, raw = tensor.rawData): Floats | Wholes {
  const shape = tensor.dims.map(Number)
  const type = TYPES.get(tensor.dataType)
  requireThat(
    type !== undefined,
    phrase`has numbers of the type ${DataType[tensor.dataType] ?? '?'}`,
  )
  const length = elements(shape)
  const isWhole = shape.every((n) => Number.isSafeInteger(n) && n >= 0) && shape.length <= 8
  requireThat(
    isWhole && (raw.byteLength === 0 || raw.byteLength === length * type.bytes),
    'has another length than its shape',
  )
  const data = raw.byteLength > 0 ? type.raw(own(raw)) : type.listed(tensor)
  const numbers = type.real ? Float32Array.from(data) : Array.from(data)
  requireThat(numbers.length === length, 'has another length than its shape')
  return numbers instanceof Float32Array ? floats(shape, numbers) : wholes(numbers, shape)
}
