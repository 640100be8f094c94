import { describe, expect, it } from 'vitest'
import { area } from '@shared/math/field/cells'
import { span } from '@shared/math/field/intervals'
import { areaPath, boxPath, nearestUnit, unitBoxes } from './boxes'

const field = { size: [6, 6], stride: [2, 2], start: [-2, -2] } as const

describe('boxes over the picture', () => {
  it('keep the holes of an area', () => {
    expect(
      areaPath(
        area(
          [
            [0, 0],
            [2, 2],
          ],
          span(1, 3),
        ),
      ),
    ).toBe('M1 0h3v1h-3zM1 2h3v1h-3z')
    expect(boxPath({ rows: [0, -1], columns: [0, -1] })).toBe('')
  })

  it('are one for every unit, overhang included', () => {
    expect(unitBoxes(field, [1, 2])).toBe('M-2 -2h6v6h-6zM0 -2h6v6h-6z')
    expect(unitBoxes(field, [200, 200]).split('M').length).toBeLessThan(1000)
  })

  it('find the unit under the pointer', () => {
    expect(nearestUnit(field, [14, 14], [1, 1])).toEqual([0, 0])
    expect(nearestUnit(field, [14, 14], [14.2, 27.9])).toEqual([7, 13])
    expect(nearestUnit(field, [14, 14], [-50, 500])).toEqual([0, 13])
  })
})
