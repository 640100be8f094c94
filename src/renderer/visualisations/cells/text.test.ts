import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellText } from './text'

describe('a value in a cell', () => {
  it.each([
    [0, 5, '0'],
    [0.12345, 5, '0.123'],
    [0.12345, 4, '0.12'],
    [0.12345, 3, '.12'],
    [-0.5, 5, '−0.5'],
    [-0.56, 4, '−.56'],
    [-0, 4, '0'],
    [12345, 5, '12345'],
    [12.3456, 5, '12.35'],
    [123456, 5, '1.2e5'],
    [-0.000012, 6, '−1e−5'],
    [0.99996, 5, '1'],
  ])('%d in %d characters is %s', (value, characters, text) => {
    expect(cellText(value, characters)).toBe(text)
  })

  it('never is too long, and is near the value', () => {
    fc.assert(
      fc.property(
        fc.float({
          noNaN: true,
          noDefaultInfinity: true,
          min: Math.fround(-1e6),
          max: Math.fround(1e6),
        }),
        fc.integer({ min: 3, max: 9 }),
        (value, characters) => {
          const text = cellText(value, characters)
          expect(text.length).toBeLessThanOrEqual(characters)
          if (text !== '')
            expect(Math.abs(Number(text.replaceAll('−', '-')) - value)).toBeLessThanOrEqual(
              Math.abs(value) / 2,
            )
        },
      ),
    )
  })
})
