import { describe, expect, it } from 'vitest'
import { layoutSheet } from '../sheet/layout'
import { outlinePath } from './outline'
import { clipRegion, overhangs } from './region'

const layout = layoutSheet({ maps: { count: 3, height: 4, width: 4 }, available: 50, side: 20 })

describe('outlines on a sheet', () => {
  it('are one rectangle a map, clipped to it', () => {
    expect([layout.zoom, layout.gap, layout.columns]).toEqual([5, 2, 2])
    const region = { rows: [-1, 1], columns: [2, 3], channels: [1, 2] } as const
    expect(outlinePath(layout, region)).toBe('M32 0h10v10h-10zM10 22h10v10h-10z')
  })

  it('are none where the region lies in the padding alone', () => {
    expect(outlinePath(layout, { rows: [-3, -1], columns: [0, 1], channels: [0, 0] })).toBe('')
  })
})

describe('a region over the edge', () => {
  const region = { rows: [-2, 2], columns: [1, 4], channels: [0, 0] } as const
  it('is clipped and said to overhang', () => {
    expect(clipRegion(region, 4, 4)).toEqual({ rows: [0, 2], columns: [1, 3], channels: [0, 0] })
    expect(overhangs(region, 4, 4)).toBe(true)
    expect(overhangs({ rows: [0, 3], columns: [0, 3], channels: [0, 0] }, 4, 4)).toBe(false)
  })
})
