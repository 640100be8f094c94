import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cellAt,
  fitZoom,
  isInside,
  line,
  paddedSize,
  placeOf,
  walk,
  type GridGeometry,
} from './geometry'

const geometry: GridGeometry = {
  size: [3, 4],
  padding: [
    [1, 2],
    [0, 1],
  ],
  zoom: 10,
}

describe('grid geometry', () => {
  it('finds the cell that lies at a cell’s own place', () => {
    const [down, across] = paddedSize(geometry)
    for (let row = -1; row < down - 1; row++) {
      for (let column = 0; column < across; column++) {
        const { x, y } = placeOf(geometry, { row, column })
        expect(cellAt(geometry, x + 5, y + 5)).toEqual({ row, column })
      }
    }
    expect(cellAt(geometry, -1, 0)).toBeUndefined()
    expect(cellAt(geometry, 0, down * 10)).toBeUndefined()
  })

  it('walks over the padding and stops at its edge', () => {
    expect(walk(geometry, { row: 0, column: 0 }, [-1, 0])).toEqual({ row: -1, column: 0 })
    expect(walk(geometry, { row: -1, column: 0 }, [-1, -1])).toEqual({ row: -1, column: 0 })
    expect(walk(geometry, { row: 2, column: 3 }, [9, 9])).toEqual({ row: 4, column: 4 })
    expect(isInside(geometry, { row: -1, column: 0 })).toBe(false)
  })

  it('draws lines without holes', () => {
    const place = fc.record({
      row: fc.integer({ min: -20, max: 20 }),
      column: fc.integer({ min: -20, max: 20 }),
    })
    fc.assert(
      fc.property(place, place, (from, to) => {
        const cells = [from, ...line(from, to)]
        expect(cells.at(-1)).toEqual(to)
        for (const [index, cell] of cells.slice(1).entries()) {
          const before = cells[index]!
          expect(
            Math.max(Math.abs(cell.row - before.row), Math.abs(cell.column - before.column)),
          ).toBe(1)
        }
      }),
    )
  })

  it('fits cells into pixels', () => {
    expect(fitZoom(10, 305, 44)).toBe(30)
    expect(fitZoom(2, 305, 44)).toBe(44)
    expect(fitZoom(1024, 512, 44)).toBe(0.5)
  })
})
