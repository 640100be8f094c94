import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoresOf } from './probabilities'

const probabilities = (...args: Parameters<typeof scoresOf>): readonly number[] =>
  scoresOf(...args).map(({ probability }) => probability)
const finite = fc.float({ noNaN: true, noDefaultInfinity: true })

describe('what classes and labels get', () => {
  it('of logits is a softmax, and of probabilities what stands there', () => {
    const [a = 0, b = 0] = probabilities([1, 3], { kind: 'multiclass', given: 'logits' })
    expect([a, b]).toEqual([1 / (1 + Math.E ** 2), 1 / (1 + Math.E ** -2)].map(near))
    expect(scoresOf([0.25, 0.75], { kind: 'multiclass', given: 'probabilities' })).toEqual([
      { index: 0, unit: 0, probability: 0.25 },
      { index: 1, unit: 1, probability: 0.75 },
    ])
  })

  it('of one unit are two classes, the second being what it stands for', () => {
    expect(scoresOf([0.25], { kind: 'binary', given: 'probabilities' })).toEqual([
      { index: 0, unit: 0, probability: 0.75 },
      { index: 1, unit: 0, probability: 0.25 },
    ])
    expect(scoresOf([-2], { kind: 'binary', given: 'logits' })).toEqual([
      { index: 0, unit: 0, logit: 2, probability: near(1 / (1 + Math.E ** -2)) },
      { index: 1, unit: 0, logit: -2, probability: near(1 / (1 + Math.E ** 2)) },
    ])
  })

  it('of labels stand each by itself', () => {
    expect(probabilities([0, 2], { kind: 'multilabel', given: 'logits' })).toEqual([
      0.5,
      near(1 / (1 + Math.E ** -2)),
    ])
    expect(probabilities([0.9, 0.8], { kind: 'multilabel', given: 'probabilities' })).toEqual([
      0.9, 0.8,
    ])
  })

  it('of a regression is nothing', () => {
    expect(scoresOf([0.5], { kind: 'regression' })).toEqual([])
  })

  it('lie between 0 and 1 for logits of any size, those of two classes adding up to 1', () => {
    fc.assert(
      fc.property(finite, (logit) => {
        const both = probabilities([logit], { kind: 'binary', given: 'logits' })
        for (const each of both) expect(each >= 0 && each <= 1).toBe(true)
        expect(both[0]! + both[1]!).toBeCloseTo(1, 12)
      }),
    )
  })
})

const near = (value: number): number => expect.closeTo(value, 12) as number
