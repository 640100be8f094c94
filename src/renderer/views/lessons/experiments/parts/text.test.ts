// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { fillPattern, seededRandom } from './patterns'
import { readCells, readRows } from './text'

describe('numbers from outside', () => {
  it('come from spreadsheets, CSV, lines and JSON', () => {
    for (const text of [
      '1\t2\r\n3\t4\r\n',
      '1,2\n3,4',
      '1;2\n3;4',
      ' 1 2\n 3 4',
      '[[1, 2], [3, 4]]',
    ])
      expect(readRows(text)).toEqual([
        [1, 2],
        [3, 4],
      ])
    expect(readRows('[1, 2]')).toEqual([[1, 2]])
    expect(readRows('0,5\t1,5')).toEqual([[0.5, 1.5]])
    expect(readRows('−1 2')).toEqual([[-1, 2]])
  })

  it('are refused where they are no rectangle of numbers', () => {
    for (const text of ['1 2\n3', 'a b', '[[1], ["x"]]', '[[1, 2], [3]]', '[', '{"a": 1}', ''])
      expect(readRows(text)).toBeUndefined()
  })

  it('are typed one at a time, as float32', () => {
    expect(readCells('0.1')).toBe(Math.fround(0.1))
    expect(readCells('−2,5')).toBe(-2.5)
    for (const text of ['', 'abc', '1e99', 'Infinity']) expect(readCells(text)).toBeUndefined()
  })
})

describe('patterns', () => {
  it('are the chapter’s', () => {
    expect([...fillPattern('arange', [2, 2, 2]).data]).toEqual([0, 1, 2, 3, 1, 2, 3, 4])
    expect([...fillPattern('edge', [1, 1, 8]).data]).toEqual([1, 1, 0, 0, 0, 0, 1, 1])
    expect([...fillPattern('checker', [1, 2, 2]).data]).toEqual([0, 1, 1, 0])
  })

  it('are the same for the same seed and others for another', () => {
    const draw = (seed: number) => [...fillPattern('random', [1, 4, 4], seed).data]
    expect(draw(3)).toEqual(draw(3))
    expect(draw(3)).not.toEqual(draw(4))
    const random = seededRandom(1)
    const numbers = Array.from({ length: 2000 }, random)
    expect(numbers.every((n) => n >= 0 && n < 1)).toBe(true)
    expect(numbers.reduce((sum, n) => sum + n, 0) / numbers.length).toBeCloseTo(0.5, 1)
  })
})
