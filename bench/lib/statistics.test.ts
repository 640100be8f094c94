import { describe, expect, it } from 'vitest'
import { median, quantile, rounded, roundedSpread, spread } from './statistics'

describe('statistics', () => {
  it('takes the middle, and the mean of the two middle ones of an even number', () => {
    expect(median([9, 1, 5])).toBe(5)
    expect(median([1, 2, 4, 100])).toBe(3)
    expect(median([])).toBeNaN()
  })

  it('interpolates between neighbours and does not sort the caller’s array', () => {
    const values = [40, 10, 20, 30]
    expect(quantile(values, 0.25)).toBe(17.5)
    expect(quantile(values, 0)).toBe(10)
    expect(quantile(values, 1)).toBe(40)
    expect(values).toEqual([40, 10, 20, 30])
  })

  it('gives the range and rounds to significant digits', () => {
    expect(roundedSpread(spread([1234.56, 1, 22222]), 3)).toEqual({
      median: 1230,
      min: 1,
      max: 22200,
    })
    expect(rounded(0.00123456)).toBe(0.001235)
    expect(rounded(NaN)).toBeNaN()
  })
})
