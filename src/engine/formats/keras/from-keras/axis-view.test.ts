import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { averageAxis, cutAxis, joinAxes, repeatedEnds, wholeAxis, windowOf } from './axis-view'

const size = fc.integer({ min: 1, max: 9 })

describe('a view of an axis', () => {
  it('of clipped means is a window that reads exactly the same cells', () => {
    fc.assert(
      fc.property(size, size, size, fc.nat(8), fc.nat(8), (length, kernel, stride, p, q) => {
        const [before, after] = [p % kernel, q % kernel]
        const count = Math.floor((length + before + after - kernel) / stride) + 1
        fc.pre(count >= 1)
        const clipped = (window: { kernel: number; padding: readonly [number, number] }) =>
          Array.from({ length: count }, (_, i) => {
            const from = i * stride - window.padding[0]
            return [Math.max(0, from), Math.min(length, from + window.kernel)] as const
          })
        const cells = clipped({ kernel, padding: [before, after] })
        const found = windowOf({ cells, stride }, length)
        expect(found?.stride).toBe(stride)
        expect(found && clipped(found)).toEqual(cells)
      }),
      { numRuns: 2000, seed: 3 },
    )
  })

  it('is a window only if every cell of it is one', () => {
    expect(windowOf(wholeAxis(4), 4)).toEqual({ kernel: 1, stride: 1, padding: [0, 0] })
    expect(windowOf(cutAxis(wholeAxis(4), [1, 0]), 4)).toBeUndefined()
    expect(windowOf(cutAxis(wholeAxis(4), [0, 1]), 4)).toBeUndefined()
    expect(
      windowOf(
        {
          cells: [
            [0, 2],
            [1, 4],
          ],
          stride: 1,
        },
        4,
      ),
    ).toBeUndefined()
    expect(windowOf({ cells: [], stride: 1 }, 4)).toBeUndefined()
  })

  it('counts how often its ends are repeated', () => {
    const axis = wholeAxis(3)
    const [first, last] = [cutAxis(axis, [0, 2]), cutAxis(axis, [2, 0])]
    const join = (...parts: (typeof axis)[]) => repeatedEnds(joinAxes(parts) ?? axis, 3)
    expect(join(first, first, axis, last)).toEqual([2, 1])
    expect(join(axis)).toEqual([0, 0])
    expect(join(last, axis)).toBeUndefined()
    expect(join(first, axis, first)).toBeUndefined()
    expect(join(first, last)).toBeUndefined()
    expect(
      repeatedEnds(
        {
          cells: [
            [0, 1],
            [0, 1],
            [0, 1],
          ],
        },
        1,
      ),
    ).toEqual([1, 1])
  })

  it('is averaged once, over consecutive cells', () => {
    const means = averageAxis(wholeAxis(5), 2, 2)
    expect(means).toEqual({
      cells: [
        [0, 2],
        [2, 4],
      ],
      stride: 2,
    })
    expect(means && averageAxis(means, 2, 1)).toBeUndefined()
    expect(means && averageAxis(means, 1, 1)).toBe(means)
    expect(
      averageAxis(
        {
          cells: [
            [0, 1],
            [2, 3],
          ],
        },
        2,
        1,
      ),
    ).toBeUndefined()
    expect(joinAxes([wholeAxis(2), { cells: [[0, 2]], stride: 2 }])).toBeUndefined()
  })
})
