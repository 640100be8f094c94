// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { marksOf, outputChannelsOf, outputSizeOf, readingMarks } from './focus'
import { liveCell, liveShape } from './live'
import { slidingState } from './state'
import { termsOf } from './terms'
import { reference, states } from '../../testing/sliding-states'

describe('the arithmetic that is written out', () => {
  it('is the reference’s, for every cell of the output', () => {
    fc.assert(
      fc.property(states, (state) => {
        const [height, width] = outputSizeOf(state)
        const expected = reference(state)
        const shown = Array.from(
          { length: outputChannelsOf(state) * height * width },
          (_, index) =>
            termsOf(
              state,
              Math.floor(index / (height * width)),
              Math.floor(index / width) % height,
              index % width,
            ).result,
        )
        expect(shown).toHaveLength(expected.length)
        shown.forEach((result, index) => expect(result).toBeCloseTo(expected[index]!, 9))
      }),
      { numRuns: 300 },
    )
  })

  it('lights up backward and forward what belongs together', () => {
    fc.assert(
      fc.property(states, fc.nat(), fc.nat(), (state, a, b) => {
        const [height, width] = outputSizeOf(state)
        const pin = {
          grid: 'output' as const,
          sheet: a % outputChannelsOf(state),
          row: a % height,
          column: b % width,
        }
        const window = marksOf(state, pin)
        for (let channel = 0; channel < state.input.shape[0]!; channel++) {
          for (const mark of window.input(channel)) {
            for (const row of mark.rows) {
              for (const column of mark.columns) {
                const [fed] = marksOf(state, { grid: 'input', sheet: channel, row, column }).output(
                  pin.sheet,
                )
                expect(fed?.rows).toContain(pin.row)
                expect(fed?.columns).toContain(pin.column)
                expect([
                  readingMarks(state).isRead(0, row),
                  readingMarks(state).isRead(1, column),
                ]).toEqual([true, true])
              }
            }
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  it('puts numbers into formulas', () => {
    const state = slidingState(
      { shape: [1, 3, 3], data: Float32Array.from({ length: 9 }, (_, i) => i) },
      { shape: [1, 1, 2, 2], data: Float32Array.of(0, 1, 2, -3) },
    )
    expect(liveCell(state)).toEqual(['Y_{0,0} = 0\\cdot0+1\\cdot1+3\\cdot2+4\\cdot(-3) = -5'])
    expect(liveShape(state)[0]).toContain('\\frac{3-2+0+1}{1}\\right\\rfloor = 2')
  })
})
