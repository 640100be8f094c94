import { describe, expect, it } from 'vitest'
import { visibleCells } from './zoom'

describe('cells on the screen', () => {
  it('draws only what the screen shows', () => {
    expect(visibleCells(55, 100, 10, 40)).toEqual([5, 16])
    expect(visibleCells(0, 1000, 10, 40)).toEqual([0, 40])
  })
})
