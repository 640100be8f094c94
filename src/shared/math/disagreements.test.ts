import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { disagreements } from './disagreements'

describe('pictures about which networks disagree', () => {
  it('come with what each says, those that most have right first', () => {
    const labels = [0, 1, 2, 1]
    expect(
      disagreements([
        { labels, predictions: [0, 1, 0, 1] },
        { labels, predictions: [0, 0, 1, 1] },
        { labels, predictions: [0, 1, 1, 0] },
      ]),
    ).toEqual([
      { index: 1, label: 1, predictions: [1, 0, 1], right: 2 },
      { index: 3, label: 1, predictions: [1, 1, 0], right: 2 },
      { index: 2, label: 2, predictions: [0, 1, 1], right: 0 },
    ])
  })

  it('are found by their place in the test set where networks were shown different parts', () => {
    expect(
      disagreements([
        { positions: [5, 9], labels: [1, 1], predictions: [1, 0] },
        { positions: [9, 7], labels: [1, 0], predictions: [1, 0] },
      ]),
    ).toEqual([{ index: 9, label: 1, predictions: [0, 1], right: 1 }])
  })

  it('are exactly those whose predictions are not all equal', () => {
    const row = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3), fc.nat(3))
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const labels = rows.map(([label]) => label)
        const all = [1, 2, 3].map((at) => ({
          labels,
          predictions: rows.map((each) => each[at] ?? 0),
        }))
        const places = disagreements(all).map(({ index }) => index)
        const expected = rows.flatMap(([, a, b, c], i) => (a === b && b === c ? [] : [i]))
        expect([...places].sort((a, b) => a - b)).toEqual(expected)
      }),
    )
  })
})
