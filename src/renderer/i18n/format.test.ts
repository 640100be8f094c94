import { describe, expect, it } from 'vitest'
import { formatBytes, formatMoment } from './format'

const NOON = new Date(2026, 10, 25, 12, 0).getTime()

describe('a moment in a list', () => {
  it('is a time today, a day and a time this year, else a date', () => {
    expect(formatMoment(new Date(2026, 10, 25, 2, 7).getTime(), NOON)).toBe('02:07')
    expect(formatMoment(new Date(2026, 10, 24, 14, 30).getTime(), NOON)).toBe('Nov 24, 14:30')
    expect(formatMoment(new Date(2025, 10, 25, 2, 7).getTime(), NOON)).toBe('Nov 25, 2025')
  })
})

describe('bytes', () => {
  it('stand in the unit that keeps the number short', () => {
    expect([0, 999, 1000, 47_040_016, 3e12].map(formatBytes)).toEqual([
      '0 B',
      '999 B',
      '1.0 kB',
      '47.0 MB',
      '3.0 TB',
    ])
  })
})
