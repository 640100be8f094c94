import { fromHalf } from '../half'

/** How the numbers of a file become float32. */
interface NumberKind {
  readonly bytes: number
  readonly read: (bytes: Uint8Array) => Float32Array
}

const wordsOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Uint16Array =>
  new Uint16Array(buffer, byteOffset, byteLength / 2)

/** A bfloat16 is the upper half of a float32. */
function fromBrain(bytes: Uint8Array): Float32Array {
  const words = wordsOf(bytes)
  const bits = new Uint32Array(words.length)
  for (const [i, word] of words.entries()) bits[i] = word * 0x1_00_00
  return new Float32Array(bits.buffer)
}

/** The kinds of numbers that are read; all are little-endian. */
export const NUMBER_KINDS: ReadonlyMap<string, NumberKind> = new Map([
  [
    'F32',
    {
      bytes: 4,
      read: ({ buffer, byteOffset, byteLength }) =>
        new Float32Array(buffer, byteOffset, byteLength / 4),
    },
  ],
  ['F16', { bytes: 2, read: (bytes) => Float32Array.from(wordsOf(bytes), fromHalf) }],
  ['BF16', { bytes: 2, read: fromBrain }],
] satisfies readonly (readonly [string, NumberKind])[])
