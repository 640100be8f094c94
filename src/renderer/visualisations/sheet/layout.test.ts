import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isVector, mapsOf } from '@renderer/maps/units'
import { cellBox, layoutSheet, unitAt, type SheetRequest } from './layout'

const request = fc.record<SheetRequest>({
  maps: fc.record({
    count: fc.integer({ min: 1, max: 600 }),
    height: fc.integer({ min: 1, max: 64 }),
    width: fc.integer({ min: 1, max: 64 }),
  }),
  available: fc.integer({ min: 40, max: 2000 }),
  side: fc.integer({ min: 8, max: 200 }),
})

describe('layout of a sheet', () => {
  it('knows maps and vectors', () => {
    expect(mapsOf([28, 20, 6])).toEqual({ height: 28, width: 20, count: 6 })
    expect(mapsOf([84])).toEqual({ height: 1, width: 1, count: 84 })
    expect(isVector(mapsOf([84]))).toBe(true)
  })

  it('uses whole pixels for a cell, and as many columns as fit', () => {
    const layout = layoutSheet({ maps: mapsOf([28, 28, 6]), available: 300, side: 90 })
    expect(layout).toMatchObject({
      zoom: 3,
      gap: 5,
      columns: 3,
      rows: 2,
      width: 3 * 84 + 2 * 5,
      height: 2 * 84 + 5,
    })
  })

  it('shrinks a map that is larger than its place', () => {
    const layout = layoutSheet({ maps: mapsOf([224, 224, 64]), available: 1000, side: 112 })
    expect(layout.zoom).toBe(0.5)
  })

  it('keeps the kernels of one filter on one line where they fit', () => {
    expect(
      layoutSheet({ maps: { count: 96, height: 5, width: 5 }, available: 500, side: 40, group: 6 })
        .columns % 6,
    ).toBe(0)
  })

  it('never is taller than asked while cells can shrink', () => {
    const layout = layoutSheet({
      maps: mapsOf([4, 4, 2048]),
      available: 400,
      side: 100,
      tallest: 3000,
    })
    expect(layout.height).toBeLessThanOrEqual(3000)
  })

  it('fits the width, and the pointer finds every cell where it is drawn', () => {
    fc.assert(
      fc.property(request, fc.nat(), fc.nat(), fc.nat(), (asked, a, b, c) => {
        const layout = layoutSheet(asked)
        const unit = {
          row: a % asked.maps.height,
          column: b % asked.maps.width,
          channel: c % asked.maps.count,
        }
        const { x, y, width, height } = cellBox(layout, unit)
        expect(unitAt(layout, x + width / 2, y + height / 2)).toEqual(unit)
        expect(layout.width).toBeLessThanOrEqual(Math.max(asked.available, 1) + 1)
        expect(x + width).toBeLessThanOrEqual(layout.width + 1e-6)
        expect(y + height).toBeLessThanOrEqual(layout.height + 1e-6)
      }),
    )
  })

  it('finds nothing in the gaps and outside', () => {
    const layout = layoutSheet({ maps: { count: 3, height: 4, width: 4 }, available: 50, side: 20 })
    expect(unitAt(layout, 21, 3)).toBeNull()
    expect(unitAt(layout, 3, 21)).toBeNull()
    expect(unitAt(layout, -1, 3)).toBeNull()
    expect(unitAt(layout, 30, 30)).toBeNull()
    expect(unitAt(layout, 200, 3)).toBeNull()
  })
})
