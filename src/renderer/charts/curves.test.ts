import { describe, expect, it } from 'vitest'
import { curvesOf } from './curves'
import { epoch, progress } from '@shared/runs/testing/events'

describe('the chapter’s points', () => {
  it('stand at epoch + (i + 1) / n, the test accuracy at whole epochs', () => {
    const curves = curvesOf(
      [progress(47, 2.3), progress(235, 2.2), epoch(1, 0.1), progress(282, 2), epoch(2, 0.47)],
      235,
    )
    expect(curves.trainLoss.map(({ x }) => x)).toEqual([0.2, 1, 1.2])
    expect(curves.testAccuracy).toEqual([
      { x: 1, y: 0.1 },
      { x: 2, y: 0.47 },
    ])
  })

  it('leave out what diverged, and count steps that were made again once', () => {
    expect(curvesOf([progress(1, null)], 235).trainLoss).toEqual([])
    const again = curvesOf(
      [progress(47, 3), progress(94, 2), progress(141, 1.9), progress(94, 2.5), progress(141, 1.5)],
      47,
    )
    expect(again.trainLoss).toEqual([
      { x: 1, y: 3 },
      { x: 2, y: 2.5 },
      { x: 3, y: 1.5 },
    ])
  })
})
