import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { outputLength, samePadding } from './geometry'
import vectors from './reference/vectors.json'
import { axisArithmetic, formulaValue, splitPadding, type Axis } from './shape-arithmetic'

const axis: fc.Arbitrary<Axis> = fc.record({
  input: fc.integer({ min: 1, max: 40 }),
  kernel: fc.integer({ min: 1, max: 7 }),
  padding: fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })),
  stride: fc.integer({ min: 1, max: 5 }),
  dilation: fc.integer({ min: 1, max: 3 }),
})

describe('the formulas of 6.2.2', () => {
  it('that apply all give the number of window positions', () => {
    fc.assert(
      fc.property(axis, (given) => {
        const { output, formulas } = axisArithmetic(given)
        fc.pre(output >= 1)
        for (const formula of formulas) expect(formulaValue(formula, given), formula).toBe(output)
      }),
      { numRuns: 2000 },
    )
  })

  it.each(vectors['6.2.2 output shapes for an 8x8 input'])(
    'kernel $kernel, padding $padding, stride $stride',
    ({ kernel, padding, stride, shape }) => {
      const along = (i: 0 | 1) =>
        axisArithmetic({
          input: 8,
          kernel: kernel[i]!,
          padding: [padding[i]!, padding[i]!],
          stride: stride[i]!,
          dilation: 1,
        })
      expect([along(0).output, along(1).output]).toEqual(shape)
    },
  )

  it('are named when their condition holds', () => {
    const plain: Axis = { input: 8, kernel: 3, padding: [0, 0], stride: 1, dilation: 1 }
    expect(axisArithmetic(plain)).toEqual({
      extent: 3,
      totalPadding: 0,
      output: 6,
      formulas: ['strided', 'unit', 'plain'],
      unread: 0,
      centred: false,
    })
    expect(axisArithmetic({ ...plain, padding: [1, 1] })).toMatchObject({
      output: 8,
      formulas: ['strided', 'unit', 'kept', 'same', 'divisible'],
      centred: true,
    })
    expect(axisArithmetic({ ...plain, padding: [1, 1], stride: 2 })).toMatchObject({
      output: 4,
      formulas: ['strided', 'kept', 'divisible'],
      unread: 1,
    })
    expect(axisArithmetic({ ...plain, padding: [1, 1], stride: 3 })).toMatchObject({
      output: 3,
      formulas: ['strided', 'kept'],
    })
    expect(axisArithmetic({ ...plain, dilation: 2, padding: [2, 2] })).toMatchObject({
      extent: 5,
      output: 8,
      centred: true,
    })
  })

  it('count what no window reads', () => {
    fc.assert(
      fc.property(axis, (given) => {
        const { output, unread, extent, totalPadding } = axisArithmetic(given)
        fc.pre(output >= 1)
        const read = new Set<number>()
        for (let i = 0; i < output; i++)
          for (let at = i * given.stride; at < i * given.stride + extent; at++) read.add(at)
        expect(unread).toBe(given.input + totalPadding - 1 - Math.max(...read))
      }),
    )
  })
})

describe('an odd padding', () => {
  it('goes above in the chapter and below in TensorFlow, with the same size', () => {
    expect(splitPadding(3, 'chapter')).toEqual([2, 1])
    expect(splitPadding(3, 'tensorflow')).toEqual([1, 2])
    for (let kernel = 1; kernel < 8; kernel++) {
      expect(splitPadding(kernel - 1, 'tensorflow')).toEqual(samePadding(9, kernel, 1, 1))
      expect(outputLength(9, kernel, splitPadding(kernel - 1, 'chapter'), 1, 1)).toBe(9)
    }
  })
})
