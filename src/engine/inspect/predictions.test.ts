import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { predictionsOf, valuesOf } from './predictions'

describe('predictions', () => {
  it('are the softmax, sorted, with the classes’ names', () => {
    const [first, second, third] = predictionsOf(Float32Array.of(1, 3, 2), ['a', 'b'])
    expect([first?.label, second?.label, third?.label]).toEqual(['b', '2', 'a'])
    expect(first?.probability).toBeCloseTo(1 / (1 + Math.exp(-1) + Math.exp(-2)), 12)
  })

  it('are correct for logits of any size', () => {
    fc.assert(
      fc.property(
        fc.float32Array({ minLength: 1, maxLength: 12, noNaN: true, noDefaultInfinity: true }),
        (logits) => {
          const sum = predictionsOf(logits, []).reduce(
            (total, { probability }) => total + probability,
            0,
          )
          expect(sum).toBeCloseTo(1, 9)
        },
      ),
    )
    expect(predictionsOf(Float32Array.of(1, NaN), [])).toEqual([])
  })

  it('are two classes for one unit, and independent for labels', () => {
    const binary = { kind: 'binary', given: 'probabilities' } as const
    expect(predictionsOf(Float32Array.of(0.25), ['cat', 'dog'], binary)).toEqual([
      { label: 'cat', index: 0, unit: 0, probability: 0.75 },
      { label: 'dog', index: 1, unit: 0, probability: 0.25 },
    ])
    const labels = { kind: 'multilabel', given: 'probabilities' } as const
    expect(predictionsOf(Float32Array.of(0.5, 0.75), ['red', 'round'], labels)).toEqual([
      { label: 'round', index: 1, unit: 1, probability: 0.75 },
      { label: 'red', index: 0, unit: 0, probability: 0.5 },
    ])
  })
})

describe('values', () => {
  it('are only given for a regression', () => {
    const outputs = Float32Array.of(2.5, -1)
    expect(valuesOf(outputs, ['age'], { kind: 'regression' })).toEqual([
      { label: 'age', index: 0, value: 2.5 },
      { label: '1', index: 1, value: -1 },
    ])
    expect(predictionsOf(outputs, [], { kind: 'regression' })).toEqual([])
    expect(valuesOf(outputs, [], { kind: 'multiclass', given: 'logits' })).toEqual([])
    expect(valuesOf(Float32Array.of(NaN), [], { kind: 'regression' })).toEqual([])
  })
})
