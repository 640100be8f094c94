import { describe, expect, it } from 'vitest'
import { kernelView, pageEnds, partsOf } from './kernel-view'

describe('a filter in parts', () => {
  it('shows a kernel by input channel', () => {
    expect(partsOf([2, 3, 4])).toBe(4)
    expect(kernelView([2, 3, 4], 1)).toEqual({ rows: 2, columns: 3, places: [1, 5, 9, 13, 17, 21] })
  })

  it('shows a dense unit by pages, each input once', () => {
    const parts = Array.from({ length: partsOf([84]) }, (_, part) => kernelView([84], part))
    expect(parts.flatMap(({ places }) => places)).toEqual(Array.from({ length: 84 }, (_, i) => i))
    expect(parts.at(-1)).toMatchObject({ rows: 2, columns: 5 })
    expect(pageEnds(84, 3)).toEqual([75, 83])
    expect(kernelView([3], 0)).toEqual({ rows: 1, columns: 3, places: [0, 1, 2] })
  })
})
