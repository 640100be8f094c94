// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { rememberUnpinned, slidingState } from './state'

describe('what is remembered while a cell is held', () => {
  it('stays the same object until something that is computed with changes', () => {
    const state = slidingState(
      { shape: [1, 2, 2], data: Float32Array.of(1, 2, 3, 4) },
      { shape: [1, 1, 1, 1], data: Float32Array.of(2) },
    )
    const derive = rememberUnpinned((from) => ({
      sum: from.input.data.reduce((total, value) => total + value, 0),
    }))
    const first = derive(state)
    expect(derive({ ...state, pin: { grid: 'output', sheet: 0, row: 1, column: 0 } })).toBe(first)
    const painted = { ...state, input: { shape: [1, 2, 2], data: Float32Array.of(9, 2, 3, 4) } }
    expect(derive(painted)).toEqual({ sum: 18 })
    expect(derive({ ...painted, stride: [2, 2] })).not.toBe(derive(painted))
  })
})
