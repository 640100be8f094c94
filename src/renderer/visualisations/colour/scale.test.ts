import { describe, expect, it } from 'vitest'
import { centred, levelColours, tableIndex } from './scale'
import { sequentialTable } from './tables'

const at = (table: Uint32Array, i: number): number => table[i] ?? 0

const linear = { gamma: 1, signed: false }

describe('a value’s place in the table', () => {
  const range = { min: -1, max: 3 }

  it('is linear between the ends and held at them', () => {
    expect([-1, 0, 1, 3, 9, -9].map((value) => tableIndex(value, { range, ...linear }))).toEqual([
      0, 64, 128, 255, 255, 0,
    ])
  })

  it('puts zero in the middle of a signed quantity and reaches as far to both sides', () => {
    expect(centred(range)).toEqual({ min: -3, max: 3 })
    const signed = { range, gamma: 1, signed: true }
    expect([-3, 0, 3].map((value) => tableIndex(value, signed))).toEqual([0, 128, 255])
    expect(tableIndex(1.5, signed) + tableIndex(-1.5, signed)).toBe(255)
  })

  it('lifts dim values with gamma, on both sides of zero alike', () => {
    expect(tableIndex(0.25, { range: { min: 0, max: 1 }, gamma: 2, signed: false })).toBe(128)
    const signed = { range: { min: -1, max: 1 }, gamma: 2, signed: true }
    expect(tableIndex(0.25, signed)).toBe(Math.round(0.75 * 255))
    expect(tableIndex(-0.25, signed)).toBe(Math.round(0.25 * 255))
  })

  it('does without width', () => {
    const flat = { min: 2, max: 2 }
    expect(tableIndex(2, { range: flat, ...linear })).toBe(0)
    expect(tableIndex(0, { range: { min: 0, max: 0 }, gamma: 1, signed: true })).toBe(128)
    expect(tableIndex(Number.NaN, { range, ...linear })).toBe(0)
  })

  it('of a map’s 256 levels follows the scale, not the map', () => {
    const table = sequentialTable('grey')
    const colours = levelColours(
      { min: 0, max: 0.5 },
      { range: { min: 0, max: 1 }, table, gamma: 1, signed: false },
    )
    expect([at(colours, 0), at(colours, 255)].map((colour) => colour & 255)).toEqual([0, 128])
  })
})
