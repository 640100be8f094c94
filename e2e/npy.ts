import { readFile } from 'node:fs/promises'

export interface Array32 {
  readonly shape: readonly number[]
  readonly data: Float32Array
}

/**
 * A little-endian float32 .npy file in C order, read from its definition
 * (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html) and not by the app's own
 * code.
 */
export async function readNpy(path: string): Promise<Array32> {
  const bytes = await readFile(path)
  if (bytes.subarray(1, 6).toString('latin1') !== 'NUMPY')
    throw new Error(`${path} is no .npy file`)
  const long = bytes[6] !== 1
  const start = long ? 12 : 10
  const length = long ? bytes.readUInt32LE(8) : bytes.readUInt16LE(8)
  const header = bytes.subarray(start, start + length).toString('latin1')
  if (!header.includes("'<f4'") || !header.includes("'fortran_order': False"))
    throw new Error(`${path} is not float32 in C order: ${header}`)
  const shape = (/'shape': \(([^)]*)\)/.exec(header)?.[1] ?? '')
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number)
  const data = new Float32Array(
    bytes
      .subarray(start + length)
      .buffer.slice(bytes.byteOffset + start + length, bytes.byteOffset + bytes.length),
  )
  return { shape, data }
}

/** Largest absolute difference of two arrays of one shape. */
export function distance(a: Array32, b: Array32): number {
  if (a.shape.join() !== b.shape.join())
    throw new Error(`Shapes differ: ${a.shape.join('×')} and ${b.shape.join('×')}`)
  return a.data.reduce(
    (largest, value, index) => Math.max(largest, Math.abs(value - (b.data[index] ?? NaN))),
    0,
  )
}
