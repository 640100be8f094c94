import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../errors'
import {
  dilatedKernel,
  outputLength,
  outputSize,
  resolvePadding,
  samePadding,
  toPair,
  type Pair,
  type Padding,
} from './geometry'
import vectors from './vectors.json'

const pair = (values: readonly number[]): Pair => [values[0] ?? 0, values[1] ?? 0]

describe('output sizes', () => {
  it.each(vectors['output shapes of an 8×8 input'])(
    'kernel $kernel, padding $padding, stride $stride',
    ({ kernel, padding, stride, shape }) => {
      const [k, s] = [pair(kernel), pair(stride)]
      const explicit = resolvePadding(pair(padding), [8, 8], k, s, [1, 1])
      expect(
        outputSize([8, 8], { kernel: k, stride: s, dilation: [1, 1], padding: explicit }),
      ).toEqual(shape)
    },
  )

  it('counts the window positions that fit', () => {
    const small = fc.integer({ min: 1, max: 6 })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        small,
        small,
        small,
        fc.integer({ min: 0, max: 4 }),
        (n, k, s, d, p) => {
          let positions = 0
          for (let start = -p; start + dilatedKernel(k, d) - 1 < n + p; start += s) positions += 1
          expect(Math.max(outputLength(n, k, [p, p], s, d), 0)).toBe(positions)
        },
      ),
    )
  })

  it('refuses a window larger than the padded input and names both sizes', () => {
    const window = {
      kernel: [5, 3],
      stride: [1, 1],
      dilation: [2, 1],
      padding: [
        [1, 1],
        [0, 0],
      ],
    } as const
    expect(() => outputSize([4, 4], window)).toThrow(AppError)
    expect(() => outputSize([4, 4], window)).toThrow(/9×3 does not fit the padded input of 6×4/)
  })
})

describe('padding', () => {
  it('"same" keeps ⌈n / s⌉ positions and puts the odd cell behind', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 3 }),
        (n, k, s, d) => {
          const [before, after] = samePadding(n, k, s, d)
          expect(after - before === 0 || after - before === 1).toBe(true)
          expect(outputLength(n, k, [before, after], s, d)).toBe(Math.ceil(n / s))
        },
      ),
    )
  })

  it.each<[Padding, readonly [Pair, Pair]]>([
    [
      2,
      [
        [2, 2],
        [2, 2],
      ],
    ],
    [
      [1, 3],
      [
        [1, 1],
        [3, 3],
      ],
    ],
    [
      [
        [1, 0],
        [2, 4],
      ],
      [
        [1, 0],
        [2, 4],
      ],
    ],
    [
      'valid',
      [
        [0, 0],
        [0, 0],
      ],
    ],
    [
      'same',
      [
        [1, 1],
        [1, 2],
      ],
    ],
  ])('%j', (padding, explicit) => {
    expect(resolvePadding(padding, [8, 8], [3, 4], [1, 1], [1, 1])).toEqual(explicit)
  })

  it('a size may be one number for both axes', () => {
    expect(toPair(3)).toEqual([3, 3])
    expect(toPair([2, 5])).toEqual([2, 5])
  })
})
