import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { outputLength, outputSize, type Window } from './geometry'
import { conv2d } from './reference'
import { sliceAxis } from './slice'

const small = fc.integer({ min: 1, max: 3 })
const pad = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }))
const windows = fc.record({
  kernel: fc.tuple(small, small),
  stride: fc.tuple(small, small),
  dilation: fc.tuple(small, small),
  padding: fc.tuple(pad, pad),
})
const grid = fc
  .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 6 }))
  .map(([height, width]) =>
    Array.from({ length: height }, (_, row) =>
      Array.from({ length: width }, (_, column) => row * 7 + column * 3 + 1),
    ),
  )

describe('sliceAxis', () => {
  it('rows of the output computed alone are the rows of the complete output', () => {
    fc.assert(
      fc.property(grid, windows, fc.nat(), (input, window: Window, pick) => {
        const size: [number, number] = [input.length, input[0]!.length]
        fc.pre(
          ([0, 1] as const).every(
            (axis) =>
              outputLength(
                size[axis],
                window.kernel[axis],
                window.padding[axis],
                window.stride[axis],
                window.dilation[axis],
              ) >= 1,
          ),
        )
        const kernel = [
          [
            Array.from({ length: window.kernel[0] }, (_, a) =>
              Array.from({ length: window.kernel[1] }, (_, b) => a * 2 + b + 1),
            ),
          ],
        ]
        const [rows] = outputSize(size, window)
        const row = pick % rows
        const { from, to, padding } = sliceAxis(size[0], window, 0, row, row + 1)
        fc.pre(to > from)
        const whole = conv2d([input], kernel, undefined, window)
        const alone = conv2d([input.slice(from, to)], kernel, undefined, {
          ...window,
          padding: [padding, window.padding[1]],
        })
        expect(alone).toEqual([[whole[0]![row]]])
      }),
    )
  })
})
