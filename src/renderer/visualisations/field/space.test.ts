import { describe, expect, it } from 'vitest'
import { arrange, cornerOf, fitPoints, project, quad } from './space'

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
