import type { TensorData } from '@shared/contract/common'

export const PATTERNS = ['arange', 'ones', 'zeros', 'edge', 'checker', 'random'] as const
export type Pattern = (typeof PATTERNS)[number]

/** A small generator with a seed (mulberry32): the same seed gives the same numbers everywhere. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Every cell of a volume by a rule: `arange` counts on, a channel begins where the chapter's does
 * (one more than the one before); `edge` is the chapter's bright–dark–bright picture, dark from a
 * quarter to three quarters of the width; `random` is uniform in 0…1 with two decimals.
 */
export function fillPattern(pattern: Pattern, shape: readonly number[], seed = 0): TensorData {
  const [height, width] = [shape.at(-2) ?? 1, shape.at(-1) ?? 1]
  const random = seededRandom(seed)
  const value = (sheet: number, row: number, column: number): number => {
    switch (pattern) {
      case 'arange':
        return row * width + column + sheet
      case 'ones':
        return 1
      case 'zeros':
        return 0
      case 'edge':
        return column >= Math.round(width / 4) && column < Math.round((width * 3) / 4) ? 0 : 1
      case 'checker':
        return (row + column) % 2
      case 'random':
        return Math.round(random() * 100) / 100
    }
  }
  const data = Float32Array.from(
    { length: shape.reduce((product, length) => product * length, 1) },
    (_, index) => {
      const [row, column] = [Math.floor(index / width) % height, index % width]
      return value(Math.floor(index / (height * width)), row, column)
    },
  )
  return { shape, data }
}
