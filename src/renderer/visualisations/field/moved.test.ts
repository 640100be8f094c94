import { describe, expect, it } from 'vitest'
import { movedPath } from './moved'

describe('a map over the picture', () => {
  it('marks pixels that move the unit, and no others', () => {
    expect(
      movedPath({ height: 1, width: 3, data: Float32Array.of(0, 1, 0) }).match(/M/g),
    ).toHaveLength(1)
    expect(movedPath({ height: 1, width: 1, data: Float32Array.of(0) })).toBe('')
  })
})
