import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { relabelledMark, relabelledSchema, withLabels, type NewLabels } from './relabelled'

const lists = fc
  .uniqueArray(fc.tuple(fc.nat(50), fc.nat(9)), { selector: ([at]) => at, maxLength: 20 })
  .map((labels): NewLabels => labels.sort(([a], [b]) => a - b))

describe('lists of other labels', () => {
  it('stay valid, hold the new labels, and lose what goes back', () => {
    fc.assert(
      fc.property(lists, lists, fc.array(fc.nat(50)), (list, labels, back) => {
        const after = withLabels(list, labels, back)
        expect(relabelledSchema.safeParse({ train: after }).success).toBe(true)
        const found = new Map(after.map(([at, label]) => [at, label]))
        for (const [at, label] of labels) expect(found.get(at)).toBe(label)
        const isNew = new Set(labels.map(([at]) => at))
        for (const at of back) if (!isNew.has(at)) expect(found.has(at)).toBe(false)
        expect(withLabels(after, [], [...found.keys()])).toEqual([])
      }),
    )
  })

  it('are refused where they don’t ascend', () => {
    expect(
      relabelledSchema.safeParse({
        train: [
          [3, 1],
          [3, 2],
        ],
      }).success,
    ).toBe(false)
    expect(relabelledSchema.parse({})).toEqual({ train: [], test: [] })
  })

  it('are told apart by their marks', () => {
    const marks = [
      relabelledMark({ train: [[1, 2]], test: [] }),
      relabelledMark({ train: [[1, 3]], test: [] }),
      relabelledMark({ train: [], test: [[1, 2]] }),
    ]
    expect(new Set(marks).size).toBe(3)
  })
})
