import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dealFolds } from './folds'

const sets = fc.record({
  labels: fc.array(fc.nat(4), { minLength: 1, maxLength: 200 }),
  folds: fc.integer({ min: 2, max: 8 }),
  seed: fc.nat(),
})
const spread = (counts: readonly number[]): number => Math.max(...counts) - Math.min(...counts)

describe('folds', () => {
  it('have every class in its share, and are of one size, to within one picture', () => {
    fc.assert(
      fc.property(sets, ({ labels, folds, seed }) => {
        const fold = dealFolds(labels, folds, seed)
        const countIn = (k: number, holds: (label: number) => boolean): number =>
          labels.filter((label, at) => fold[at] === k && holds(label)).length
        const each = Array.from({ length: folds }, (_, k) => k)
        expect(spread(each.map((k) => countIn(k, () => true)))).toBeLessThanOrEqual(1)
        for (const label of new Set(labels))
          expect(spread(each.map((k) => countIn(k, (of) => of === label)))).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('are the same for the same seed, and others for another', () => {
    const labels = Array.from({ length: 100 }, (_, i) => i % 3)
    expect(dealFolds(labels, 5, 7)).toEqual(dealFolds(labels, 5, 7))
    expect(dealFolds(labels, 5, 7)).not.toEqual(dealFolds(labels, 5, 8))
  })
})
