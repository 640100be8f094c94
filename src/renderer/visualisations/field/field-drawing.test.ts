import { describe, expect, it } from 'vitest'
import { area } from '@shared/math/field/cells'
import { span } from '@shared/math/field/intervals'
import { areaPath, boxPath, nearestUnit, unitBoxes } from './boxes'
import { heatRaster, movedPath } from './heat'
import { arrange, cornerOf, fitPoints, project, quad } from './space'

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

describe('a map over the picture', () => {
  const picture = { shape: [1, 2, 1], data: Float32Array.of(0.5, 0.5) }
  const table = new Uint32Array(256).fill(0xff0000ff)
  it('covers what counts and lets the rest show', () => {
    const { pixels } = heatRaster(
      picture,
      { height: 1, width: 2, data: Float32Array.of(0, 4) },
      table,
      1,
    )
    expect([...pixels]).toEqual([0xff606060, 0xff0000ff])
    expect([...heatRaster(picture, undefined, table, 1).pixels]).toEqual([0xff808080, 0xff808080])
  })

  it('marks pixels that move the unit, and no others', () => {
    expect(
      movedPath({ height: 1, width: 3, data: Float32Array.of(0, 1, 0) }).match(/M/g),
    ).toHaveLength(1)
    expect(movedPath({ height: 1, width: 1, data: Float32Array.of(0) })).toBe('')
  })
})

describe('layers in space', () => {
  it('stand in a row, the largest not smaller than any', () => {
    const sheets = arrange([
      [28, 28],
      [14, 14],
      [1, 1],
    ])
    expect(sheets.map(({ z }) => z)).toEqual([-1.3, 0, 1.3])
    expect(sheets[0]!.halfHeight).toBeGreaterThan(sheets[1]!.halfHeight)
    expect(quad(sheets[0]!, [0, 27], [0, 27])[2]).toEqual(cornerOf(sheets[0]!, 28, 28))
  })

  it('fill the screen, all of them on it', () => {
    const { scale, offset } = fitPoints(
      [
        [-1, 0],
        [1, 1],
      ],
      [220, 400],
      [10, 20],
    )
    expect(scale).toBe(100)
    expect([-1, 1].map((x) => x * scale + offset[0])).toEqual([10, 210])
    expect([0, 1].map((y) => offset[1] - y * scale)).toEqual([250, 150])
  })

  it('seen from the front keep their shape, and far ones are smaller', () => {
    const front = { yaw: 0, pitch: 0 }
    expect(project([1, 0.5, 0], front)).toEqual([1, 0.5])
    expect(project([1, 0, 2], front)[0]).toBeLessThan(1)
    const [x, y] = project([1, 0.5, 0], { yaw: Math.PI, pitch: 0 })
    expect([x, y].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([-1, 0.5])
  })
})
