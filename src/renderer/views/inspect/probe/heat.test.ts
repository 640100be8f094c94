import { describe, expect, it } from 'vitest'
import { heatOf, nearestBox, strongestCells } from './heat'

const tensor = (shape: readonly number[], ...data: number[]) => ({
  shape,
  data: Float32Array.from(data),
})

describe('an attribution on pixels', () => {
  it('of Grad-CAM covers the cells’ own fields, without what is below 0', () => {
    const field = { size: [3, 3], stride: [2, 2], start: [-1, -1] } as const
    const heat = heatOf(
      { value: 1, map: tensor([2, 2, 1], 4, -8, 2, 6), field, weights: new Float32Array(1) },
      'gradCam',
      [4, 4],
      1,
    )
    expect(heat.boxes[3]).toEqual({ rows: [1, 3], columns: [1, 3] })
    expect(heat).toMatchObject({ width: 4, onPicture: true, signed: false })
    // Only the first cell sees (0, 0); all four see (1, 1).
    expect(heat.values[0]).toBe(4)
    expect(heat.values[5]).toBe((4 + 0 + 2 + 6) / 4)
    expect(heat.values[15]).toBe(6)
  })

  it('of an occlusion covers its patches, with their sign', () => {
    const heat = heatOf(
      { value: 1, map: tensor([1, 2, 1], -1, 3), starts: [[0], [0, 1]] },
      'occlusion',
      [2, 3],
      2,
    )
    expect([...heat.values]).toEqual([-1, 1, 3, -1, 1, 3])
    expect(heat.signed).toBe(true)
  })

  it('of gradients is what it is; a layer without a common field keeps its cells', () => {
    expect(heatOf({ value: 1, map: tensor([1, 2, 1], 5, 6) }, 'gradient', [1, 2], 1)).toMatchObject(
      { width: 2, onPicture: true, boxes: [] },
    )
    expect(
      heatOf({ value: 1, map: tensor([1, 2, 1], 5, 6), field: null }, 'gradCam', [4, 4], 1),
    ).toMatchObject({ width: 2, onPicture: false })
  })

  it('names its strongest cells and the box under the pointer', () => {
    expect(strongestCells(Float32Array.of(1, 5, -2, 0, 3), 4)).toEqual([1, 4, 0])
    expect(
      nearestBox(
        [
          { rows: [0, 2], columns: [0, 2] },
          { rows: [0, 2], columns: [3, 5] },
        ],
        [1, 4],
      ),
    ).toBe(1)
  })
})
