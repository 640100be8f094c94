import { describe, expect, it } from 'vitest'
import { mapsOf } from '@renderer/maps/units'
import { cellGrid } from './grid'

describe('an enlarged map', () => {
  it('is the map’s own grid', () => {
    const grid = cellGrid(mapsOf([4, 6, 3]), 2)
    expect([grid.rows, grid.columns]).toEqual([4, 6])
    expect(grid.unitAt(3, 5)).toEqual({ row: 3, column: 5, channel: 2 })
    expect([grid.unitAt(4, 0), grid.unitAt(0, -1)]).toEqual([null, null])
  })

  it('shows a vector in lines', () => {
    const grid = cellGrid(mapsOf([84]), 0)
    expect([grid.rows, grid.columns]).toEqual([6, 16])
    expect(grid.unitAt(1, 2)).toEqual({ row: 0, column: 0, channel: 18 })
    expect(grid.placeOf({ row: 0, column: 0, channel: 18 })).toEqual([1, 2])
    expect(grid.unitAt(5, 4)).toBeNull()
    expect(cellGrid(mapsOf([10]), 0).columns).toBe(10)
  })
})
