import { AppError, phrase } from '../errors'

const MAX_DEPTH = 64

/**
 * A copy that a port can carry: plain objects, arrays, typed arrays and primitives.
 *
 * - A typed array that is part of a larger buffer (or of a shared one) is copied out, since a port
 *   would carry the whole buffer; a Node Buffer becomes a Uint8Array.
 * - Reactive proxies, which structured clone refuses, become the plain objects behind them.
 *
 * @throws AppError `invalid-argument` for functions, symbols, class instances and nesting deeper
 *   than 64.
 */
export function toPlain(value: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH)
    throw new AppError(
      'invalid-argument',
      phrase`A message may be nested at most ${MAX_DEPTH} deep.`,
    )
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw new AppError(
      'invalid-argument',
      phrase`A ${typeof value} can't be sent to another process.`,
    )
  }
  if (typeof value !== 'object' || value === null) return value
  if (ArrayBuffer.isView(value)) return ownBuffer(value)
  if (Array.isArray(value)) return value.map((item) => toPlain(item, depth + 1))
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    throw new AppError(
      'invalid-argument',
      phrase`A ${value.constructor.name} can't be sent to another process.`,
    )
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, toPlain(item, depth + 1)]),
  )
}

const ARRAYS = {
  Uint8Array,
  Int8Array,
  Uint8ClampedArray,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
}

function ownBuffer(view: ArrayBufferView): ArrayBufferView {
  const whole = view.buffer instanceof ArrayBuffer && view.byteLength === view.buffer.byteLength
  const name = Object.prototype.toString.call(view).slice(8, -1)
  if (!Object.hasOwn(ARRAYS, name))
    throw new AppError('invalid-argument', phrase`A ${name} can't be sent to another process.`)
  const TypedArray = ARRAYS[name as keyof typeof ARRAYS]
  if (whole && view.constructor === TypedArray) return view
  const copy = new Uint8Array(view.byteLength)
  copy.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength))
  return new TypedArray(copy.buffer)
}
