import { describe, expect, it } from 'vitest'
import { differenceOfShares } from './two-shares'

describe('differenceOfShares', () => {
  it('is the interval of Agresti and Caffo', () => {
    // 7 of 10 and 9 of 10 become 8 of 12 and 10 of 12: 2/12 ± 1.96 · √((8·4 + 10·2) / 12³).
    const { difference, low, high } = differenceOfShares(0.7, 0.9, 10)
    const error = 1.959964 * Math.sqrt(52 / 12 ** 3)
    expect(difference).toBeCloseTo(0.2)
    expect([low, high]).toEqual([expect.closeTo(2 / 12 - error), expect.closeTo(2 / 12 + error)])
  })

  it('includes chance even where all answers are right, and changes its sign with its shares', () => {
    const none = differenceOfShares(1, 1, 500)
    expect([none.difference, none.low < 0, none.high > 0]).toEqual([0, true, true])
    const [there, back] = [differenceOfShares(0.4, 0.6, 512), differenceOfShares(0.6, 0.4, 512)]
    expect(there.low).toBeGreaterThan(0)
    expect([back.low, back.high]).toEqual([expect.closeTo(-there.high), expect.closeTo(-there.low)])
  })
})
