import { AppError, phrase, type Phrase } from '@shared/errors'

/** Numbers from outside with their shape, row-major. */
export interface NumberArray {
  readonly shape: readonly number[]
  readonly data: Float32Array
}

/** An array of numbers in JSON. */
export type Nested = number | readonly Nested[]

const MAX_NUMBERS = 1 << 24
const MAX_FLOAT32 = 3.4028234663852886e38

/** A fault of one field; the message begins with its name. */
export const fieldFault = (
  field: string,
  message: string | Phrase,
  details: Record<string, unknown> = {},
): AppError => new AppError('invalid-argument', phrase`${field}: ${message}`, { ...details, field })

const shown = (value: unknown): string => {
  const text = JSON.stringify(value)
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

/** The shape according to the first members; every other member is then compared with it. */
function shapeOf(value: unknown): number[] {
  const shape: number[] = []
  for (let inner = value; Array.isArray(inner); inner = (inner as unknown[])[0])
    shape.push(inner.length)
  return shape
}

/**
 * A grid as the window sends it: {shape, data}. JSON has no typed arrays, so the two forms can't be
 * confused.
 */
const isFlat = (value: unknown): value is NumberArray =>
  typeof value === 'object' &&
  value !== null &&
  'data' in value &&
  value.data instanceof Float32Array

function readFlat(
  { shape, data }: NumberArray,
  field: string,
  ranks: readonly number[],
): NumberArray {
  checkSize(shape, field, ranks, levels(shape.length))
  const size = shape.reduce((product, length) => product * length, 1)
  if (data.length !== size)
    throw fieldFault(field, phrase`${data.length} numbers for a shape of ${shape.join('×')}.`, {
      shape,
    })
  if (!data.every(Number.isFinite)) throw fieldFault(field, phrase`every number must be finite.`)
  return { shape, data }
}

const levels = (count: number): Phrase => (count === 1 ? phrase`1 level` : phrase`${count} levels`)

function checkSize(
  shape: readonly number[],
  field: string,
  ranks: readonly number[],
  got: string | Phrase,
): void {
  const [fewest, most] = [Math.min(...ranks), Math.max(...ranks)]
  const allowed =
    fewest < most ? phrase`${ranks.slice(0, -1).join(', ')} or ${most} levels` : levels(most)
  if (shape.at(-1) === 0 && shape.length < fewest)
    throw fieldFault(field, phrase`it is empty.`, { shape })
  if (!ranks.includes(shape.length))
    throw fieldFault(field, phrase`expected an array of ${allowed} of brackets, got ${got}.`, {
      shape,
    })
  const size = shape.reduce((product, length) => product * length, 1)
  if (size === 0)
    throw fieldFault(field, phrase`it is empty: its shape is ${shape.join('×')}.`, { shape })
  if (size > MAX_NUMBERS)
    throw new AppError(
      'too-large',
      phrase`${field}: ${size} numbers are more than ${MAX_NUMBERS}.`,
      { field, size },
    )
}

/**
 * Reads a nested array of numbers, such as [height][width], or the same as {shape, data}.
 * @param ranks the possible numbers of bracket levels
 * @throws AppError `invalid-argument` naming the place: ragged, empty, not a number, too deep;
 *   `too-large`.
 */
export function readNumbers(value: unknown, field: string, ranks: readonly number[]): NumberArray {
  if (value === undefined) throw fieldFault(field, phrase`missing; give a nested array of numbers.`)
  if (isFlat(value)) return readFlat(value, field, ranks)
  const shape = shapeOf(value)
  checkSize(shape, field, ranks, shape.length === 0 ? shown(value) : levels(shape.length))
  const data = new Float32Array(shape.reduce((product, length) => product * length, 1))
  fill(value, field, shape, 0, data, 0)
  return { shape, data }
}

/** Copies `value` into `data` from `offset` and returns the offset after it. */
function fill(
  value: unknown,
  place: string,
  shape: readonly number[],
  level: number,
  data: Float32Array,
  offset: number,
): number {
  const length = shape[level]
  if (length === undefined) {
    if (typeof value !== 'number')
      throw fieldFault(place, phrase`expected a number, got ${shown(value)}.`)
    if (!(Math.abs(value) <= MAX_FLOAT32))
      throw fieldFault(place, phrase`the number is beyond the range of float32.`)
    data[offset] = value
    return offset + 1
  }
  if (!Array.isArray(value))
    throw fieldFault(place, phrase`expected a list of ${length}, got ${shown(value)}.`)
  if (value.length !== length) {
    throw fieldFault(
      place,
      phrase`ragged: ${value.length} members where the first has ${length}.`,
      { expected: length, found: value.length },
    )
  }
  return value.reduce<number>(
    (at, member, index) => fill(member, `${place}[${index}]`, shape, level + 1, data, at),
    offset,
  )
}

/** Row-major numbers as nested arrays of `shape`. */
export function toNested(data: ArrayLike<number>, shape: readonly number[], offset = 0): Nested {
  const [length, ...rest] = shape
  if (length === undefined) return data[offset] ?? 0
  const stride = rest.reduce((product, n) => product * n, 1)
  return Array.from({ length }, (_, index) => toNested(data, rest, offset + index * stride))
}
