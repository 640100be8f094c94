import { describe, expect, it } from 'vitest'
import { statistics } from './statistics'

describe('statistics', () => {
  it('of known values', () => {
    expect(statistics(Float32Array.of(0, 2, 4, 0, -1))).toEqual({
      min: -1,
      max: 4,
      mean: 1,
      standardDeviation: Math.sqrt(16 / 5),
      sparsity: 0.4,
    })
  })

  it('leave out values that are not finite, and give an exact deviation for large means', () => {
    expect(statistics(Float32Array.of(NaN, 1, Infinity, 3))).toMatchObject({
      min: 1,
      max: 3,
      mean: 2,
      standardDeviation: 1,
    })
    expect(statistics(Float32Array.of(NaN))).toMatchObject({ min: 0, max: 0 })
    expect(statistics(Float32Array.of(1e7, 1e7 + 1, 1e7 + 2)).standardDeviation).toBeCloseTo(
      Math.sqrt(2 / 3),
      9,
    )
  })
})
