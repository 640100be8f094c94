import { describe, expect, it } from 'vitest'
import type { Curves } from './curves'
import { meanCurves } from './mean-curves'

const loss = (...points: readonly (readonly [number, number])[]): Curves => ({
  trainLoss: points.map(([x, y]) => ({ x, y })),
  trainAccuracy: [],
  testAccuracy: [],
  validationAccuracy: [],
})
const meanOf = (...runs: readonly Curves[]) => meanCurves(runs).trainLoss.map(({ x, y }) => [x, y])

describe('the mean of curves', () => {
  it('is taken point by point where all have the same', () => {
    expect(meanOf(loss([0.5, 2], [1, 1]), loss([0.5, 3], [1, 2]), loss([0.5, 4], [1, 0]))).toEqual([
      [0.5, 3],
      [1, 1],
    ])
  })

  it('is that of the lines between the points where they have not', () => {
    // At 1 the second run lies halfway from 4 to 2.
    expect(meanOf(loss([0.5, 2], [1, 1], [1.5, 1]), loss([0.5, 4], [1.5, 2]))).toEqual([
      [0.5, 3],
      [1, 2],
      [1.5, 1.5],
    ])
  })

  it('goes from where all have begun to where the last has come', () => {
    expect(meanOf(loss([0.2, 3], [1, 1], [2, 0]), loss([0.6, 2], [1, 1]))).toEqual([
      [0.6, 2],
      [1, 1],
    ])
  })

  it('leaves a run out that has no points yet, and is nothing of none', () => {
    expect(meanOf(loss([1, 2]), loss())).toEqual([[1, 2]])
    expect(meanOf(loss(), loss())).toEqual([])
  })
})
