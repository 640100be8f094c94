import { describe, expect, it } from 'vitest'
import { niceTicks } from './ticks'

describe('niceTicks', () => {
  it.each([
    [0, 10, 10, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    [0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [0, 2.5, 6, [0, 0.5, 1, 1.5, 2, 2.5]],
    [0, 0, 5, [0]],
  ])('from %d to %d, about %d', (from, to, wanted, ticks) => {
    expect(niceTicks(from, to, wanted)).toEqual(ticks)
  })
})
