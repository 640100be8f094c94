import { z } from 'zod'
import { fromHalf, toHalf } from '../half'

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
const wordsOf = (bytes: Uint8Array, { dtype }: Quantization): Uint8Array | Uint16Array =>
  dtype === 'uint8' ? bytes : new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2)

/**
 * The numbers of a stored array: q · scale + min, in double precision as tfjs computes it, or
 * halves. Source: tfjs-core, `io_utils.decodeWeights`.
 */
export function dequantise(bytes: Uint8Array, quantization: Quantization): Float32Array {
  const words = wordsOf(bytes, quantization)
  if (quantization.dtype === 'float16') return Float32Array.from(words, fromHalf)
  const { scale, min } = quantization
  return Float32Array.from(words, (word) => word * scale + min)
}

/** An array in fewer bits, and how its numbers come back. */
interface Quantised {
  readonly bytes: Uint8Array
  readonly quantization: Quantization
}

/**
 * An array as halves, or as whole numbers of so many bits with one scale for all of it. The range is
 * shifted so that 0 is exact where it lies in it. Source: tensorflowjs_converter, `quantization.py`.
 */
export function quantise(data: Float32Array, dtype: Quantization['dtype']): Quantised {
  const original_dtype = 'float32'
  if (dtype === 'float16') {
    const halves = Uint16Array.from(data, toHalf)
    return { bytes: new Uint8Array(halves.buffer), quantization: { dtype, original_dtype } }
  }
  const { scale, min } = affineRange(data, 2 ** (8 * BYTES[dtype]) - 1)
  const nearest = (value: number): number => Math.round((value - min) / scale)
  const words = dtype === 'uint8' ? Uint8Array.from(data, nearest) : Uint16Array.from(data, nearest)
  return {
    bytes: new Uint8Array(words.buffer),
    quantization: { dtype, scale, min, original_dtype },
  }
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
