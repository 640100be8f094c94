import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { predictionsOf } from './predictions'

describe('predictions', () => {
  it('are the softmax, sorted, with the classes’ names', () => {
    const [first, second, third] = predictionsOf(Float32Array.of(1, 3, 2), ['a', 'b'])
    expect([first?.label, second?.label, third?.label]).toEqual(['b', '2', 'a'])
    expect(first?.probability).toBeCloseTo(1 / (1 + Math.exp(-1) + Math.exp(-2)), 12)
  })

  it('survive logits of any size', () => {
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
})
