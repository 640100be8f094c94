import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meanOverBoxes, windowStarts, type Box } from './boxes'

describe('starts of a window', () => {
  it('cover every cell and stay inside', () => {
    const side = fc.integer({ min: 1, max: 40 })
    fc.assert(
      fc.property(side, side, side, (length, size, step) => {
        const starts = windowStarts(length, size, step)
        for (const start of starts)
          expect(start >= 0 && (start + size <= length || start === 0)).toBe(true)
        expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b))
        if (step <= size)
          for (let cell = 0; cell < length; cell++)
            expect(starts.some((start) => start <= cell && cell < start + size)).toBe(true)
      }),
    )
  })

  it('step by step, and once more at the end', () => {
    expect(windowStarts(28, 5, 4)).toEqual([0, 4, 8, 12, 16, 20, 23])
    expect(windowStarts(28, 30, 4)).toEqual([0])
  })
})

describe('values over boxes', () => {
  it('are the mean of the boxes over each pixel', () => {
    const pair = fc.tuple(fc.integer({ min: -3, max: 9 }), fc.integer({ min: -3, max: 9 }))
    const box = fc.record({ rows: pair, columns: pair })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(box, fc.integer({ min: -9, max: 9 })), { maxLength: 8 }),
        (given) => {
          const boxes: Box[] = given.map(([each]) => each)
          const laid = meanOverBoxes(
            [6, 7],
            boxes,
            given.map(([, value]) => value),
          )
          laid.forEach((value, i) => {
            const [row, column] = [Math.floor(i / 7), i % 7]
            const over = given
              .filter(
                ([{ rows, columns }]) =>
                  rows[0] <= row && row <= rows[1] && columns[0] <= column && column <= columns[1],
              )
              .map(([, each]) => each)
            if (over.length === 0) expect(value).toBeNaN()
            else expect(value).toBeCloseTo(over.reduce((a, b) => a + b, 0) / over.length, 5)
          })
        },
      ),
    )
  })
})
