import { describe, expect, it } from 'vitest'
import { smallMap } from './small-map'

describe('a small map', () => {
  it('is the sum of the maps, in levels of its strongest cell', () => {
    const map = (data: readonly number[]) => ({
      height: 2,
      width: 2,
      data: Float32Array.from(data),
    })
    expect(smallMap([map([1, 0, 0, 1]), map([1, 1, 0, 0])])).toEqual({
      height: 2,
      width: 2,
      levels: Uint8Array.from([255, 128, 0, 128]),
    })
    expect(smallMap([map([0, 0, 0, 0])]).levels).toEqual(new Uint8Array(4))
  })

  it('of a large picture is coarser, without losing anything at its edges', () => {
    const data = new Float32Array(224 * 200)
    data[0] = 1
    data[224 * 200 - 1] = 1
    const { height, width, levels } = smallMap([{ height: 224, width: 200, data }])
    expect([height, width]).toEqual([75, 67])
    expect([...levels].flatMap((level, at) => (level > 0 ? [[at, level]] : []))).toEqual([
      [0, 255],
      [75 * 67 - 1, 255],
    ])
  })
})
