import { describe, expect, it } from 'vitest'
import type { Series } from './series'
import { scaleOf } from './svg-scale'

const line = (...ys: number[]): Series => ({
  ...{ id: 'a', run: 'a', metric: 'trainLoss', label: '', colour: '#000', dash: [] },
  points: ys.map((y, x) => ({ x, y })),
  role: 'alone',
})

describe('the y-axis', () => {
  it('begins at 0 and reaches at least 1', () => {
    const scale = scaleOf([line(0.5)], false)
    expect([scale.share(0), scale.share(0.5), scale.share(1)]).toEqual([0, 0.5, 1])
    expect(scale.has(0)).toBe(true)
    expect(scaleOf([line(4)], false).share(4)).toBe(1)
  })

  it('has equal steps for equal ratios if it is logarithmic, and no place for 0', () => {
    const scale = scaleOf([line(0, 0.01, 1)], true)
    expect([scale.share(0.01), scale.share(0.1), scale.share(1)]).toEqual([
      0,
      expect.closeTo(0.5, 12),
      1,
    ])
    expect(scale.has(0)).toBe(false)
    expect(scale.ticks).toEqual([0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1])
  })
})
