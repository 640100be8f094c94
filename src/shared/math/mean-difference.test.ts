import { describe, expect, it } from 'vitest'
import { meanDifference } from './mean-difference'

describe('meanDifference', () => {
  it('is Student’s own of two drugs for ten patients', () => {
    // Hours of sleep gained, second drug minus first. R's t.test(extra ~ group, paired = TRUE) says
    // t = 4.0621, p = 0.002833, 0.7001 to 2.4599.
    const found = meanDifference([1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4], 0.1)
    expect(found.difference).toBeCloseTo(1.58, 10)
    expect([found.low, found.high].map((bound) => bound.toFixed(4))).toEqual(['0.7001', '2.4599'])
    expect(found.chance).toBeCloseTo(0.002833, 6)
  })

  it('of two pairs twelve standard errors apart', () => {
    const { difference, low, high, chance } = meanDifference([0.1, 0.2], 1 / 512)
    expect(difference).toBeCloseTo(0.15)
    // √(0.005 / 2) = 0.05
    expect([low, high]).toEqual([
      expect.closeTo(0.15 - 12.7062 * 0.05, 5),
      expect.closeTo(0.15 + 12.7062 * 0.05, 5),
    ])
    // One degree of freedom is Cauchy's distribution: 1 − 2 arctan(3) / π.
    expect(chance).toBeCloseTo(1 - (2 * Math.atan(3)) / Math.PI, 10)
  })

  it('is not certain where pairs agree by chance', () => {
    const none = meanDifference([0, 0, 0], 1 / 512)
    expect([none.difference, none.low < 0, none.high > 0, none.chance]).toEqual([0, true, true, 1])
    const { low, high } = meanDifference([0.02, 0.02], 1 / 500)
    expect(high - low).toBeCloseTo((2 * 12.7062 * (1 / 500)) / Math.sqrt(24), 5)
  })

  it('changes its sign with its sides', () => {
    const [there, back] = [
      meanDifference([0.1, 0.3, 0.25], 0.01),
      meanDifference([-0.1, -0.3, -0.25], 0.01),
    ]
    expect([back.low, back.high, back.chance]).toEqual([
      expect.closeTo(-there.high),
      expect.closeTo(-there.low),
      expect.closeTo(there.chance),
    ])
  })
})
