import { describe, expect, it } from 'vitest'
import { formatDecimal, formatInteger, formatPercent, formatSignificant } from './format'
import { t } from './index'
import { formatPower, written } from './numerals'

describe('numbers', () => {
  it('have a true minus sign', () => {
    expect([formatSignificant(-0), formatDecimal(-0, 1)]).toEqual(['0', '0.0'])
    expect([
      formatInteger(-1234),
      formatDecimal(-0.5, 1),
      formatPercent(-0.25),
      formatSignificant(-18.42, 3),
      written('-3'),
    ]).toEqual(['−1,234', '−0.5', '−25%', '−18.4', '−3'])
  })

  it('have a power of ten where they are very small or very large', () => {
    expect([
      formatSignificant(9.94e-9, 3),
      formatSignificant(-1.5e-12, 3),
      formatSignificant(2.5e10, 3),
      formatPower(0.0123, 1),
    ]).toEqual(['9.9×10⁻⁹', '−1.5×10⁻¹²', '2.5×10¹⁰', '1.2×10⁻²'])
  })

  it('have the same sign inside a sentence', () => {
    expect(t('inspect.unit.range', { from: -2, to: 13 })).toBe('−2 … 13')
  })
})
