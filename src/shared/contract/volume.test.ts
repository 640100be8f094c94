import { z } from 'zod'
import { describe, expect, it } from 'vitest'
import { kernels, shortFloat32, volume, volumeSchema } from './volume'

describe('volumes in JSON', () => {
  it('come back exactly, as numbers and as bytes', () => {
    for (const side of [3, 100]) {
      const given = {
        shape: [1, side, side],
        data: Float32Array.from(
          { length: side * side },
          (_, i) => Math.sin(i) * 10 ** ((i % 9) - 4),
        ),
      }
      const json = JSON.parse(JSON.stringify(z.encode(volumeSchema, given))) as Record<
        string,
        unknown
      >
      expect('values' in json).toBe(side === 3)
      expect(volumeSchema.parse(json)).toEqual(given)
    }
  })

  it('are written short', () => {
    expect(shortFloat32(Math.fround(0.1))).toBe(0.1)
    expect(shortFloat32(Math.fround(1 / 3))).toBe(0.33333334)
  })

  it.each([
    [{ shape: [1, 2, 2], values: [1, 2, 3] }],
    [{ shape: [1, 1, 1], values: [1e39] }],
    [{ shape: [4096, 4096, 4096], values: [] }],
    [{ shape: [1, 1, 1], float32: 'AAA=' }],
    [{ shape: [0, 1], values: [] }],
    [{ shape: [1, 1, 1] }],
  ])('%j is refused', (json) => {
    expect(volumeSchema.safeParse(json).success).toBe(false)
  })

  it('are made of the chapter’s nested lists', () => {
    expect(volume([[[1, 2]], [[3, 4]]])).toEqual({
      shape: [2, 1, 2],
      data: Float32Array.of(1, 2, 3, 4),
    })
    expect(
      kernels([
        [[[1]], [[2]]],
        [[[3]], [[4]]],
      ]).shape,
    ).toEqual([2, 2, 1, 1])
  })
})
