import { expect, it } from 'vitest'
import { inUnit } from './bytes'

it('measures bytes in powers of 1000, in the unit that keeps the number short', () => {
  expect([0, 0.4, 1, 999, 1000, 1e6, 47_040_016, 16e9, 3e12, 5e15].map(inUnit)).toEqual([
    { value: 0, unit: 'B' },
    { value: 0.4, unit: 'B' },
    { value: 1, unit: 'B' },
    { value: 999, unit: 'B' },
    { value: 1, unit: 'kB' },
    { value: 1, unit: 'MB' },
    { value: 47.040016, unit: 'MB' },
    { value: 16, unit: 'GB' },
    { value: 3, unit: 'TB' },
    { value: 5000, unit: 'TB' },
  ])
})
