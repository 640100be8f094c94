import { describe, expect, it } from 'vitest'
import { formatMoment } from './format'

const NOON = new Date(2026, 10, 25, 12, 0).getTime()

describe('a moment in a list', () => {
  it('is a time today, a day and a time this year, else a date', () => {
    expect(formatMoment(new Date(2026, 10, 25, 2, 7).getTime(), NOON)).toBe('02:07')
    expect(formatMoment(new Date(2026, 10, 24, 14, 30).getTime(), NOON)).toBe('Nov 24, 14:30')
    expect(formatMoment(new Date(2025, 10, 25, 2, 7).getTime(), NOON)).toBe('Nov 25, 2025')
  })
})
