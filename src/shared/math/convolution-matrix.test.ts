import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isDoublyBlockToeplitz, matrixOf, matrixPattern, NO_WEIGHT } from './convolution-matrix'
import type { Pair, Window } from './geometry'
import { conv2d, type Grid } from './reference'

const side = fc.integer({ min: 1, max: 3 })
const pad = fc.integer({ min: 0, max: 2 })
const pair = fc.tuple(side, side)
const window: fc.Arbitrary<Window> = fc.record({
  kernel: pair,
  stride: pair,
  dilation: pair,
  padding: fc.tuple(fc.tuple(pad, pad), fc.tuple(pad, pad)),
})
const arange = ([height, width]: Pair): Grid =>
  Array.from({ length: height }, (_, i) =>
    Array.from({ length: width }, (_, j) => 1 + i * width + j),
  )
const fits = (input: Pair, { kernel, dilation, padding }: Window): boolean =>
  ([0, 1] as const).every(
    (i) => input[i] + padding[i][0] + padding[i][1] >= dilation[i] * (kernel[i] - 1) + 1,
  )

describe('the matrix of a convolution', () => {
  it('times the picture is the convolution', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 6 })),
        window,
        (input, sliding) => {
          fc.pre(fits(input, sliding))
          const [x, kernel] = [arange(input), arange(sliding.kernel)]
          const pattern = matrixPattern(input, sliding)
          const matrix = matrixOf(pattern, kernel)
          const product = Array.from({ length: pattern.rows }, (_, row) =>
            x
              .flat()
              .reduce(
                (sum, value, column) => sum + value * (matrix[row * pattern.columns + column] ?? 0),
                0,
              ),
          )
          expect(product).toEqual(conv2d([x], [[kernel]], undefined, sliding)[0]?.flat())
        },
      ),
    )
  })

  it('is doubly block Toeplitz with stride 1, and only then', () => {
    const centred: Window = {
      kernel: [3, 3],
      stride: [1, 1],
      dilation: [1, 1],
      padding: [
        [1, 1],
        [1, 1],
      ],
    }
    expect(isDoublyBlockToeplitz(matrixPattern([5, 4], centred))).toBe(true)
    expect(isDoublyBlockToeplitz(matrixPattern([5, 5], { ...centred, stride: [2, 1] }))).toBe(false)
  })

  it('has a band as wide as the kernel, and a full matrix where the kernel covers the picture from every cell', () => {
    const local = matrixPattern([4, 4], {
      kernel: [3, 3],
      stride: [1, 1],
      dilation: [1, 1],
      padding: [
        [1, 1],
        [1, 1],
      ],
    })
    expect([local.rows, local.columns]).toEqual([16, 16])
    // A cell in the middle reads 9 cells, one in the corner 4.
    const used = (row: number): number =>
      local.cells.subarray(row * 16, row * 16 + 16).filter((cell) => cell !== NO_WEIGHT).length
    expect([used(0), used(1), used(5)]).toEqual([4, 6, 9])
    const whole = matrixPattern([4, 4], {
      kernel: [7, 7],
      stride: [1, 1],
      dilation: [1, 1],
      padding: [
        [3, 3],
        [3, 3],
      ],
    })
    expect(whole.cells.includes(NO_WEIGHT)).toBe(false)
    expect(new Set(whole.cells).size).toBe(49)
  })
})
