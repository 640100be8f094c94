import { z } from 'zod'
import { phrase } from '../errors'
import { tensorSchema, type TensorData } from './common'

/** Up to this many numbers are written one by one, so that people can read them; more as bytes. */
const READABLE = 4096
const MAX_CELLS = 1 << 23

const side = z.number().int().min(1).max(4096)
const wireSchema = z.strictObject({
  shape: z.array(side).min(2).max(4),
  values: z.array(z.number()).optional(),
  /** Little-endian float32, base64. */
  float32: z.base64().optional(),
})

/** The shortest decimal that is this float32: 0.1 and not 0.10000000149. */
export function shortFloat32(value: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return short
  }
  return value
}

function toBase64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let start = 0; start < bytes.length; start += 0x2000)
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 0x2000)))
  return btoa(parts.join(''))
}

const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0))

const cellsOf = (shape: readonly number[]): number =>
  shape.reduce((product, length) => product * length, 1)

/**
 * Numbers of a lesson's grids: [channels, height, width] or kernels of [out, in, height, width]. In
 * JSON small ones are plain numbers and large ones bytes; in the window a Float32Array.
 */
export const volumeSchema = z.codec(wireSchema, tensorSchema, {
  decode({ shape, values, float32 }, context) {
    const bytes = float32 === undefined ? undefined : fromBase64(float32)
    const cells = cellsOf(shape)
    const data =
      bytes && bytes.length % 4 === 0
        ? new Float32Array(bytes.buffer as ArrayBuffer)
        : Float32Array.from(values ?? [])
    if (cells > MAX_CELLS || data.length !== cells || !data.every(Number.isFinite)) {
      // eslint-disable-next-line no-restricted-properties -- a codec reports a fault by adding it to the list
      context.issues.push({
        code: 'custom',
        input: shape,
        params: {
          phrase: phrase`must have ${cells} finite numbers (at most ${MAX_CELLS}), but has ${data.length}`,
        },
      })
      return z.NEVER
    }
    return { shape, data }
  },
  encode({ shape, data }) {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    return data.length <= READABLE
      ? { shape: [...shape], values: Array.from(data, shortFloat32) }
      : { shape: [...shape], float32: toBase64(bytes) }
  },
})

/** Nested lists as a volume: [h][w] becomes one channel. For the initial numbers of lessons. */
export function volume(sheets: readonly (readonly (readonly number[])[])[]): TensorData {
  const [first = []] = sheets
  return {
    shape: [sheets.length, first.length, first[0]?.length ?? 0],
    data: Float32Array.from(sheets.flat(2)),
  }
}

/** Kernels [out][in][h][w] as a volume. */
export function kernels(
  lists: readonly (readonly (readonly (readonly number[])[])[])[],
): TensorData {
  const [first = []] = lists
  const { shape } = volume(first)
  return { shape: [lists.length, ...shape], data: Float32Array.from(lists.flat(3)) }
}
