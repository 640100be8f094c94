import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classCounts } from '../datasets'
import { balancedSample, examplesAt, partOf } from './sample'

/** 1,500 of a class, then 1,500 of the next: as folders of pictures are stored. */
const inOrder = Uint8Array.from({ length: 3000 }, (_, i) => (i < 1500 ? 0 : 1))
const counts = (labels: Uint8Array, limit: number): number[] => {
  const taken = Array.from(balancedSample(labels, limit), (i) => labels[i] ?? 0)
  return classCounts(taken, Math.max(...labels) + 1)
}

describe('balancedSample', () => {
  it('takes every class of a set that is stored class by class', () => {
    expect(counts(inOrder, 200)).toEqual([100, 100])
    expect(counts(inOrder, 201).sort()).toEqual([100, 101])
  })

  it('keeps the classes’ shares, with one of each at least', () => {
    const rare = Uint8Array.from([...Array<number>(900).fill(0), ...Array<number>(99).fill(1), 2])
    expect(counts(rare, 100)).toEqual([90, 9, 1])
    expect(counts(rare, 2)).toHaveLength(3)
    expect(counts(rare, 2).reduce((sum, count) => sum + count)).toBe(2)
  })

  it('is the same each time, and another for another seed', () => {
    expect(balancedSample(inOrder, 50)).toEqual(balancedSample(inOrder, 50))
    expect(balancedSample(inOrder, 50, 1)).not.toEqual(balancedSample(inOrder, 50))
  })

  it('is ascending, without repetition, as long as asked, and holds every class there is room for', () => {
    const set = fc.array(fc.nat(6), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(set, fc.integer({ min: 1, max: 220 }), (labels, limit) => {
        const sample = [...balancedSample(labels, limit)]
        expect(sample).toHaveLength(Math.min(limit, labels.length))
        expect(sample).toEqual([...new Set(sample)].sort((a, b) => a - b))
        const classes = new Set(labels).size
        expect(new Set(sample.map((i) => labels[i])).size).toBe(Math.min(classes, sample.length))
      }),
    )
  })
})

describe('parts of examples', () => {
  const examples = {
    images: Uint8Array.of(1, 2, 3, 4, 5, 6),
    labels: Uint8Array.of(0, 0, 1),
    count: 3,
  }

  it('are copied out, and the whole stays where it lies', () => {
    expect(examplesAt(examples, [0, 2])).toEqual({
      images: Uint8Array.of(1, 2, 5, 6),
      labels: Uint8Array.of(0, 1),
      count: 2,
    })
    expect(partOf(examples).images).toBe(examples.images)
    expect(partOf(examples, 9).images).toBe(examples.images)
  })

  it('of a run that was begun before are the first ones', () => {
    expect([...partOf(examples, 2, 'front').labels]).toEqual([0, 0])
    expect([...partOf(examples, 2).labels]).toEqual([0, 1])
  })
})
