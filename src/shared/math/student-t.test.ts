import { describe, expect, it } from 'vitest'
import { studentT, withinStudentT } from './student-t'

describe('Student’s t', () => {
  // Fisher and Yates, "Statistical Tables", table III; the same in NIST/SEMATECH e-Handbook of
  // Statistical Methods, 1.3.6.7.2.
  it.each([
    [1, 6.314, 12.706, 63.657],
    [2, 2.92, 4.303, 9.925],
    [3, 2.353, 3.182, 5.841],
    [4, 2.132, 2.776, 4.604],
    [5, 2.015, 2.571, 4.032],
    [6, 1.943, 2.447, 3.707],
    [9, 1.833, 2.262, 3.25],
    [10, 1.812, 2.228, 3.169],
    [29, 1.699, 2.045, 2.756],
    [30, 1.697, 2.042, 2.75],
    [100, 1.66, 1.984, 2.626],
  ])(
    'with %d degrees of freedom holds 90, 95 and 99 %% within ±%d, ±%d and ±%d',
    (freedom, t90, t95, t99) => {
      expect([0.9, 0.95, 0.99].map((share) => Number(studentT(share, freedom).toFixed(3)))).toEqual(
        [t90, t95, t99],
      )
    },
  )

  it('comes near the normal distribution with many', () => {
    expect(studentT(0.95, 10_000)).toBeCloseTo(1.96, 3)
  })

  it('holds nothing at 0, half at its quartiles, and turns back to the share', () => {
    expect([withinStudentT(0, 1), withinStudentT(0, 6)]).toEqual([0, 0])
    // The quartiles of Cauchy's distribution are ±1; of two degrees of freedom ±√(2/3).
    expect(withinStudentT(1, 1)).toBeCloseTo(0.5, 12)
    expect(withinStudentT(-Math.sqrt(2 / 3), 2)).toBeCloseTo(0.5, 12)
    for (const freedom of [1, 2, 3, 4, 7, 20])
      expect(withinStudentT(studentT(0.8, freedom), freedom)).toBeCloseTo(0.8, 12)
  })
})
