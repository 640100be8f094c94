import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mapsOf } from '@renderer/maps/units'
import { cellGrid, cellText, visibleCells } from './cells'

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

  it('draws only what the screen shows', () => {
    expect(visibleCells(55, 100, 10, 40)).toEqual([5, 16])
    expect(visibleCells(0, 1000, 10, 40)).toEqual([0, 40])
  })
})

describe('a value in a cell', () => {
  it.each([
    [0, 5, '0'],
    [0.12345, 5, '0.123'],
    [0.12345, 4, '0.12'],
    [0.12345, 3, '.12'],
    [-0.5, 5, '−0.5'],
    [-0.56, 4, '−.56'],
    [-0, 4, '0'],
    [12345, 5, '12345'],
    [12.3456, 5, '12.35'],
    [123456, 5, '1.2e5'],
    [-0.000012, 6, '−1e−5'],
    [0.99996, 5, '1'],
  ])('%d in %d characters is %s', (value, characters, text) => {
    expect(cellText(value, characters)).toBe(text)
  })

  it('never is too long, and is near the value', () => {
    fc.assert(
      fc.property(
        fc.float({
          noNaN: true,
          noDefaultInfinity: true,
          min: Math.fround(-1e6),
          max: Math.fround(1e6),
        }),
        fc.integer({ min: 3, max: 9 }),
        (value, characters) => {
          const text = cellText(value, characters)
          expect(text.length).toBeLessThanOrEqual(characters)
          if (text !== '')
            expect(Math.abs(Number(text.replaceAll('−', '-')) - value)).toBeLessThanOrEqual(
              Math.abs(value) / 2,
            )
        },
      ),
    )
  })
})
