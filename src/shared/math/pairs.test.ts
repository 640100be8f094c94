import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { auroc } from './auroc'
import { mcnemarExact } from './mcnemar'
import { upperQuantile } from './quantile'
import vectors from './testing/judgements.vectors.json'

describe('McNemar’s exact test', () => {
  it.each(vectors.mcnemar)('of $onlyFirst and $onlySecond is that of scipy', (vector) => {
    const found = mcnemarExact(vector)
    expect(Math.abs(found / vector.scipy - 1)).toBeLessThan(1e-10)
    expect(Math.abs(found / vector.statsmodels - 1)).toBeLessThan(1e-10)
  })

  it('is the sum over coin tosses, whichever side is first', () => {
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k)
    fc.assert(
      fc.property(fc.nat(25), fc.nat(25), (a, b) => {
        const n = a + b
        let tail = 0
        for (let k = 0; k <= Math.min(a, b); k++) tail += choose(n, k) / 2 ** n
        const found = mcnemarExact({ onlyFirst: a, onlySecond: b })
        expect(found).toBeCloseTo(Math.min(1, 2 * tail), 10)
        expect(found).toBe(mcnemarExact({ onlyFirst: b, onlySecond: a }))
      }),
    )
  })
})

describe('the area under the curve', () => {
  it.each(vectors.auroc)('is scikit-learn’s, with equal values: $area', ({ low, high, area }) => {
    expect(auroc(low, high)).toBeCloseTo(area, 12)
  })

  it('is the share of pairs in the right order', () => {
    const values = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(values, values, (low, high) => {
        const pairs = low.flatMap((a) => high.map((b): number => (b > a ? 1 : b === a ? 0.5 : 0)))
        const share = pairs.reduce((sum, pair) => sum + pair, 0) / pairs.length
        expect(auroc(low, high)).toBeCloseTo(share, 12)
      }),
    )
  })
})

describe('the quantile', () => {
  it('is the smallest value that a share lies at or below', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 }),
        fc.constantFrom(0.05, 0.5, 0.9, 0.95, 1),
        (values, share) => {
          const found = upperQuantile(values, share)
          const within = (bound: number): number => values.filter((v) => v <= bound).length
          expect(within(found)).toBeGreaterThanOrEqual(share * values.length - 1e-9)
          expect(within(found - 1)).toBeLessThan(share * values.length)
        },
      ),
    )
  })
})
