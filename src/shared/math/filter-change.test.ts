import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeFilter } from './filter-change'

const filter = fc
  .record({ side: fc.integer({ min: 1, max: 5 }), inputs: fc.integer({ min: 1, max: 3 }) })
  .chain(({ side, inputs }) =>
    fc
      .array(fc.integer({ min: -9, max: 9 }), {
        minLength: side * side * inputs,
        maxLength: side * side * inputs,
      })
      .map((values) => ({ shape: [side, side, inputs], weight: Float32Array.from(values) })),
  )

describe('a changed filter', () => {
  it('is restored by four turns, two mirrors or two flips; half a turn is mirror and flip', () => {
    fc.assert(
      fc.property(filter, ({ shape, weight }) => {
        const by = (...changes: ('rotate' | 'mirror' | 'flip' | 'negate')[]) =>
          changes.reduce<Float32Array>((now, change) => changeFilter(now, shape, change), weight)
        expect(by('rotate', 'rotate', 'rotate', 'rotate')).toEqual(weight)
        expect(by('mirror', 'mirror')).toEqual(weight)
        expect(by('flip', 'flip')).toEqual(weight)
        expect(by('negate', 'negate').every((value, i) => value === weight[i])).toBe(true)
        expect(by('rotate', 'rotate')).toEqual(by('mirror', 'flip'))
      }),
    )
  })

  it('is turned clockwise', () => {
    expect([...changeFilter(Float32Array.of(1, 2, 3, 4), [2, 2, 1], 'rotate')]).toEqual([
      3, 1, 4, 2,
    ])
    expect([...changeFilter(Float32Array.of(1, 2, 3, 4), [2, 2, 1], 'mirror')]).toEqual([
      2, 1, 4, 3,
    ])
    expect([...changeFilter(Float32Array.of(1, 2, 3, 4), [2, 2, 1], 'flip')]).toEqual([3, 4, 1, 2])
    expect([...changeFilter(Float32Array.of(1, 2), [2], 'zero')]).toEqual([0, 0])
  })

  it('must fit its layer', () => {
    expect(() => changeFilter(new Float32Array(6), [2, 3, 1], 'rotate')).toThrow(/2×3/)
    expect([...changeFilter(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3, 1], 'mirror')]).toEqual([
      3, 2, 1, 6, 5, 4,
    ])
    expect(() => changeFilter(new Float32Array(4), [4], 'flip')).toThrow(/convolution/)
  })
})
