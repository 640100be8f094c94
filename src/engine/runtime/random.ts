import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/**
 * Seeded randomness by counters: every use has its own generator, made from the run's seed, a
 * purpose and a number. A resumed run therefore needs only its position to continue bit for bit.
 */
const PURPOSES = {
  initialise: 1,
  order: 2,
  dropout: 3,
  split: 4,
  experiment: 5,
  noise: 6,
  jitter: 7,
  augment: 16,
} as const
type Purpose = keyof typeof PURPOSES

/** Mixes the words into one 32-bit seed, with the finaliser of MurmurHash3 after each. */
function mix(...words: readonly number[]): number {
  return words.reduce((hash, word) => {
    let h = Math.imul(hash ^ word, 0x9e3779b1)
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
    return h ^ (h >>> 16)
  }, 0x243f6a88)
}

/** A 32-bit seed for a purpose of a run, for TensorFlow's stateless generators. */
export const seedWord = (seed: number, purpose: Purpose, counter = 0): number =>
  mix(seed, PURPOSES[purpose], counter)

/** Uniform numbers in [0, 1) for a purpose of a run. */
export function uniforms(seed: number, purpose: Purpose, counter = 0): () => number {
  const generator = xoroshiro128plus(seedWord(seed, purpose, counter))
  return () => uniformFloat64(generator)
}

/** A number in [0, 1) that depends only on a run's seed, a purpose and some counters. */
export const uniformAt = (seed: number, purpose: Purpose, ...counters: readonly number[]): number =>
  (mix(seed, PURPOSES[purpose], ...counters) >>> 0) / 2 ** 32

/** The order in which epoch `epoch` visits `count` examples: a Fisher–Yates shuffle. */
export function epochOrder(seed: number, epoch: number, count: number): Int32Array {
  const uniform = uniforms(seed, 'order', epoch)
  const order = Int32Array.from({ length: count }, (_, i) => i)
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(uniform() * (last + 1))
    const swap = order[last] as number
    order[last] = order[other] as number
    order[other] = swap
  }
  return order
}
