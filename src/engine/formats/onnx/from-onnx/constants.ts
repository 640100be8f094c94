import { phrase, type Phrase } from '@shared/errors'
import { elements } from '@shared/layers/definition'
import { TensorProto_DataType as DataType, type TensorProto } from '../proto/onnx_pb'
import { NodeFault, requireThat } from './node'
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

type Numbers = Float32Array | readonly number[]

interface NumberType {
  readonly bytes: number
  /** The numbers from the raw bytes, or from the message's lists. */
  readonly raw: (buffer: ArrayBuffer) => Numbers
  readonly listed: (tensor: TensorProto) => Numbers
}

function halves(bits: ArrayLike<number>): Float32Array {
  const numbers = new Float32Array(bits.length)
  for (let i = 0; i < bits.length; i += 1) numbers[i] = halfToFloat(bits[i] ?? 0)
  return numbers
}

/** The types of numbers that are read, by their number in the format. */
const TYPES: ReadonlyMap<number, NumberType> = new Map<number, NumberType>([
  [DataType.FLOAT, { bytes: 4, raw: (b) => new Float32Array(b), listed: (t) => new Float32Array(t.floatData) }],
  [DataType.DOUBLE, { bytes: 8, raw: (b) => new Float32Array(new Float64Array(b)), listed: (t) => new Float32Array(t.doubleData) }],
  [DataType.FLOAT16, { bytes: 2, raw: (b) => halves(new Uint16Array(b)), listed: (t) => halves(t.int32Data) }],
  [DataType.INT64, { bytes: 8, raw: (b) => Array.from(new BigInt64Array(b), Number), listed: (t) => t.int64Data.map(Number) }],
  [DataType.INT32, { bytes: 4, raw: (b) => [...new Int32Array(b)], listed: (t) => t.int32Data }],
  [DataType.BOOL, { bytes: 1, raw: (b) => [...new Uint8Array(b)], listed: (t) => t.int32Data }],
]) // prettier-ignore

const FLOATS: ReadonlySet<number> = new Set([DataType.FLOAT, DataType.DOUBLE, DataType.FLOAT16])
/** Shapes and tables of places are short; an array of weights has real numbers. */
const MOST_WHOLES = 2 ** 20
/** The most axes of an array. */
const MOST_AXES = 8

/** Why an array's numbers can't be read, whatever they are; undefined if they can. */
export function faultOfTensor({ dims, dataType }: TensorProto): Phrase | undefined {
  const shape = dims.map(Number)
  const length = elements(shape)
  if (!TYPES.has(dataType)) return phrase`has numbers of the type ${DataType[dataType] ?? '?'}`
  const isShape = shape.length <= MOST_AXES && shape.every((n) => Number.isSafeInteger(n) && n >= 0)
  if (!isShape || !Number.isSafeInteger(8 * length)) return phrase`has the shape [${shape.slice(0, MOST_AXES).join(', ')}]` // prettier-ignore
  if (!FLOATS.has(dataType) && length > MOST_WHOLES)
    return phrase`has ${length} whole numbers, and at most ${MOST_WHOLES} are read`
  return undefined
}

/** Bytes that the numbers of an array take in a file; 0 for arrays that can't be read. */
export const bytesOfTensor = (tensor: TensorProto): number =>
  faultOfTensor(tensor)
    ? 0
    : (TYPES.get(tensor.dataType)?.bytes ?? 0) * elements(tensor.dims.map(Number))

/**
 * The numbers of an array that lies in the message.
 * @param raw its bytes, where they lie in another file
 * @throws NodeFault for arrays that can't be read, and for another length than the shape has
 */
export function numbersOf(tensor: TensorProto, raw = tensor.rawData): Floats | Wholes {
  const fault = faultOfTensor(tensor)
  if (fault) throw new NodeFault(fault)
  const type = TYPES.get(tensor.dataType)
  const shape = tensor.dims.map(Number)
  const length = elements(shape)
  const isRaw = raw.byteLength > 0
  requireThat(
    type !== undefined && (!isRaw || raw.byteLength === length * type.bytes),
    phrase`has another length than its shape`,
  )
  const numbers = isRaw ? type.raw(own(raw)) : type.listed(tensor)
  requireThat(numbers.length === length, phrase`has another length than its shape`)
  return numbers instanceof Float32Array ? floats(shape, numbers) : wholes(numbers, shape)
}
