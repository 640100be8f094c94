import { z } from 'zod'
import type { Rounding } from '@shared/model/weights'
import { fromHalf, toHalf } from '../half'
import { bytesOf } from '../zip/pieces'

/** How tfjs stores an array in fewer bits: its file says it for each array. */
export const quantizationSchema = z.union([
  z.object({
    dtype: z.enum(['uint8', 'uint16']),
    /** Each number is q · scale + min. */
    scale: z.number(),
    min: z.number(),
    original_dtype: z.literal('float32').default('float32'),
  }),
  z.object({
    dtype: z.literal('float16'),
    original_dtype: z.literal('float32').default('float32'),
  }),
])
export type Quantization = z.infer<typeof quantizationSchema>

const BYTES = { uint8: 1, uint16: 2, float16: 2 } as const
export const bytesPerNumber = ({ dtype }: Quantization): number => BYTES[dtype]

/** The whole numbers or halves in bytes, which are little-endian. */
const wordsOf = (bytes: Uint8Array, { dtype }: Rounding): Uint8Array | Uint16Array =>
  dtype === 'uint8' ? bytes : new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2)

/**
 * The numbers of a stored array: q · scale + min, in double precision as tfjs computes it, or
 * halves. Source: tfjs-core, `io_utils.decodeWeights`.
 */
export function dequantise(bytes: Uint8Array, quantization: Rounding): Float32Array {
  const words = wordsOf(bytes, quantization)
  if (quantization.dtype === 'float16') return Float32Array.from(words, fromHalf)
  const { scale, min } = quantization
  return Float32Array.from(words, (word) => word * scale + min)
}

/**
 * How an array is rounded to halves, or to whole numbers of so many bits with one scale for all of
 * it. The range is shifted so that 0 is exact where it lies in it. Source: tensorflowjs_converter,
 * `quantization.py`.
 */
export const roundingOf = (data: Float32Array, dtype: Rounding['dtype']): Rounding =>
  dtype === 'float16' ? { dtype } : { dtype, ...affineRange(data, largestWord({ dtype })) }

const largestWord = ({ dtype }: Pick<Rounding, 'dtype'>): number => 2 ** (8 * BYTES[dtype]) - 1

/** The bytes of the nearest numbers of an array that can be stored so. */
export function quantise(data: Float32Array, rounding: Rounding): Uint8Array {
  if (rounding.dtype === 'float16') return bytesOf(Uint16Array.from(data, toHalf))
  const { dtype, scale, min } = rounding
  const most = largestWord(rounding)
  const nearest = (value: number): number =>
    Math.min(most, Math.max(0, Math.round((value - min) / scale)))
  return bytesOf(
    dtype === 'uint8' ? Uint8Array.from(data, nearest) : Uint16Array.from(data, nearest),
  )
}

/** Scale and least number for whole numbers up to `most`. */
function affineRange(data: Float32Array, most: number): { scale: number; min: number } {
  let [least, greatest] = [Infinity, -Infinity]
  for (const value of data) {
    least = Math.min(least, value)
    greatest = Math.max(greatest, value)
  }
  if (greatest === least || data.length === 0) return { scale: 1, min: least }
  const scale = (greatest - least) / most
  const holdsZero = least <= 0 && greatest >= 0
  return { scale, min: holdsZero ? -Math.round(-least / scale) * scale : least }
}
