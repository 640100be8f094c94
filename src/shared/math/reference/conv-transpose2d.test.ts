import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Pair } from '../geometry'
import vectors from './conv-transpose2d.vectors.json'
import { conv2d, convTranspose2d, type Sheets } from './index'

const pair = ([v = 0, h = 0]: readonly number[]): Pair => [v, h]
const both = (n: number): Pair => [n, n]

describe('a transposed convolution', () => {
  it.each(vectors.cases)('equals PyTorch’s: $name', (given) => {
    const window = {
      kernel: pair(given.kernel),
      stride: pair(given.stride),
      dilation: pair(given.dilation),
      padding: [both(given.padding[0]!), both(given.padding[1]!)] as const,
    }
    expect(
      convTranspose2d(
        given.input,
        given.kernels,
        given.bias ?? undefined,
        window,
        pair(given.outputPadding),
        given.groups,
      ),
    ).toEqual(given.output)
  })

  it('is the convolution turned round: ⟨conv(y), x⟩ = ⟨y, transposed(x)⟩', () => {
    const small = (min: number, max: number) => fc.integer({ min, max })
    const axis = fc.record({
      kernel: small(1, 3),
      stride: small(1, 3),
      dilation: small(1, 3),
      padding: fc.tuple(small(0, 1), small(0, 1)),
      length: small(1, 3),
    })
    const sheet = (height: number, width: number, seed: number): number[][] =>
      Array.from({ length: height }, (_, i) =>
        Array.from({ length: width }, (__, j) => ((7 * i + 3 * j + seed) % 11) - 5),
      )
    const dot = (a: Sheets, b: Sheets): number =>
      a.flat(2).reduce((sum, value, i) => sum + value * (b.flat(2)[i] ?? NaN), 0)
    fc.assert(
      fc.property(axis, axis, small(1, 100), (v, h, seed) => {
        const window = {
          kernel: [v.kernel, h.kernel],
          stride: [v.stride, h.stride],
          dilation: [v.dilation, h.dilation],
          padding: [v.padding, h.padding],
        } as const
        const kernel = sheet(v.kernel, h.kernel, seed)
        const x = [sheet(v.length, h.length, seed + 1)]
        const grown = convTranspose2d(x, [[kernel]], undefined, window)
        fc.pre((grown[0]?.length ?? 0) > 0 && (grown[0]?.[0]?.length ?? 0) > 0)
        const y = [sheet(grown[0]!.length, grown[0]![0]!.length, seed + 2)]
        expect(dot(conv2d(y, [[kernel]], undefined, window), x)).toBe(dot(y, grown))
      }),
    )
  })
})
