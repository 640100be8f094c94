import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { outputLength, type Window } from './geometry'
import { fedPositions, readCells, startState } from './window-cells'

const small = fc.integer({ min: 1, max: 4 })
const pad = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }))
const windows: fc.Arbitrary<Window> = fc.record({
  kernel: fc.tuple(small, small),
  stride: fc.tuple(small, small),
  dilation: fc.tuple(small, small),
  padding: fc.tuple(pad, pad),
})

describe('what a window reads and what a cell feeds', () => {
  it('are two views of the same pairs', () => {
    fc.assert(
      fc.property(windows, fc.integer({ min: 1, max: 12 }), (window, input) => {
        const positions = outputLength(
          input,
          window.kernel[0],
          window.padding[0],
          window.stride[0],
          window.dilation[0],
        )
        fc.pre(positions >= 1)
        const forward = new Set<string>()
        for (let position = 0; position < positions; position++)
          readCells(window, 0, position).forEach((cell, tap) =>
            forward.add(`${position} ${tap} ${cell}`),
          )
        const backward = new Set<string>()
        for (let cell = -window.padding[0][0]; cell < input + window.padding[0][1]; cell++) {
          for (const { position, tap } of fedPositions(window, 0, positions, cell))
            backward.add(`${position} ${tap} ${cell}`)
        }
        expect(backward).toEqual(forward)
      }),
    )
  })

  it('begins as many windows as there are output positions', () => {
    fc.assert(
      fc.property(windows, fc.integer({ min: 1, max: 12 }), (window, input) => {
        const positions = outputLength(
          input,
          window.kernel[1],
          window.padding[1],
          window.stride[1],
          window.dilation[1],
        )
        fc.pre(positions >= 1)
        const cells = Array.from(
          { length: input + window.padding[1][0] + window.padding[1][1] },
          (_, index) => index - window.padding[1][0],
        )
        expect(cells.filter((cell) => startState(window, 1, input, cell) === 'taken')).toHaveLength(
          positions,
        )
      }),
    )
  })
})
