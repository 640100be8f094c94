import { describe, expect, it } from 'vitest'
import { clampUnit, firstUnit, mapsOf } from '@renderer/maps/units'
import { layoutSheet } from './layout'
import { walk } from './walk'

describe('walking over units', () => {
  const layout = layoutSheet({ maps: { count: 3, height: 4, width: 4 }, available: 50, side: 20 })
  const start = { row: 0, column: 3, channel: 0 }

  it('goes cell by cell and over the edge into the next map', () => {
    expect(walk(layout, start, 'ArrowDown')).toEqual({ row: 1, column: 3, channel: 0 })
    expect(walk(layout, start, 'ArrowRight')).toEqual({ row: 0, column: 0, channel: 1 })
    expect(walk(layout, { row: 3, column: 1, channel: 0 }, 'ArrowDown')).toEqual({
      row: 0,
      column: 1,
      channel: 2,
    })
    expect(walk(layout, { row: 1, column: 0, channel: 1 }, 'ArrowLeft')).toEqual({
      row: 1,
      column: 3,
      channel: 0,
    })
  })

  it('stops at the edges of the sheet', () => {
    expect(walk(layout, start, 'ArrowUp')).toBeNull()
    expect(walk(layout, { row: 3, column: 1, channel: 1 }, 'ArrowDown')).toBeNull()
    expect(walk(layout, { ...start, channel: 1 }, 'ArrowRight')).toBeNull()
    expect(walk(layout, { ...start, channel: 2 }, 'PageDown')).toBeNull()
  })

  it('jumps by map, and leaves other keys alone', () => {
    expect(walk(layout, start, 'PageDown')).toEqual({ ...start, channel: 1 })
    expect(walk(layout, start, 'End')).toEqual({ ...start, channel: 2 })
    expect(walk(layout, start, 'x')).toBeNull()
  })

  it('goes on in the next line of a vector', () => {
    const vector = layoutSheet({ maps: mapsOf([10]), available: 60, side: 40 })
    const end = { row: 0, column: 0, channel: vector.columns - 1 }
    expect(walk(vector, end, 'ArrowRight')).toEqual({ ...end, channel: vector.columns })
    expect(walk(vector, { ...end, channel: 0 }, 'ArrowDown')).toEqual({
      ...end,
      channel: vector.columns,
    })
  })

  it('begins in the middle, and survives other sizes', () => {
    expect(firstUnit({ count: 6, height: 28, width: 28 })).toEqual({
      row: 14,
      column: 14,
      channel: 0,
    })
    expect(
      clampUnit({ count: 6, height: 5, width: 5 }, { row: 9, column: 2, channel: 30 }),
    ).toEqual({ row: 4, column: 2, channel: 5 })
  })
})
