import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classCounts } from '../datasets'
import { validationParts } from './validation-part'

const CLASSES = ['a', 'b', 'c']
/** One byte a picture, which is its place. */
const examplesOf = (labels: readonly number[]) => ({
  images: Uint8Array.from(labels, (_, at) => at % 256),
  labels: Uint8Array.from(labels),
  count: labels.length,
})

describe('validationParts', () => {
  it('parts the training pictures: every one is on one side, every class on both', () => {
    const labelsOf = fc
      .tuple(
        fc.integer({ min: 2, max: 60 }),
        fc.integer({ min: 2, max: 60 }),
        fc.integer({ min: 2, max: 60 }),
      )
      .map((counts) => counts.flatMap((count, label) => Array.from({ length: count }, () => label)))
    fc.assert(
      fc.property(labelsOf, fc.double({ min: 0.01, max: 0.5, noNaN: true }), (labels, share) => {
        fc.pre(Math.round(labels.length * share) >= CLASSES.length)
        const train = examplesOf(labels)
        const info = { title: 'Set', classes: CLASSES }
        const parts = validationParts({ info, train }, { from: 'train', share })
        expect(parts.validation.count).toBe(Math.round(labels.length * share))
        const all = [...parts.train.images, ...parts.validation.images]
        expect(all.sort((a, b) => a - b)).toEqual([...train.images].sort((a, b) => a - b))
        const counts = classCounts(train.labels, CLASSES.length)
        for (const [label, count] of classCounts(
          parts.validation.labels,
          CLASSES.length,
        ).entries()) {
          expect(count).toBeGreaterThan(0)
          expect(count).toBeLessThan(counts[label] ?? 0)
          // Its share, but for rounding and for the one that every class has.
          expect(Math.abs(count - (counts[label] ?? 0) * share)).toBeLessThan(CLASSES.length)
        }
        expect(validationParts({ info, train }, { from: 'train', share })).toEqual(parts)
      }),
    )
  })
})
