import * as reference from '@shared/math/reference'
import { resolvePadding, toPair, type Padding, type Pair, type Window } from '@shared/math/geometry'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tensorflow } from '../runtime/tensorflow'
import { avgPool, maxPool } from './pooling'
import { convolution, conv2d, crossCorrelation } from './convolutions'
import type { Nested } from './numbers'
import { outputShape } from './output-shape'

const CASES = 1500
/** float32 sums of up to some hundred products, against float64. */
const TOLERANCE = 1e-5

const side = fc.integer({ min: 1, max: 3 })
const pair: fc.Arbitrary<Pair> = fc.tuple(side, side)
const size = fc.oneof(side, pair)
const pad = fc.integer({ min: 0, max: 2 })
const padding: fc.Arbitrary<Padding> = fc.oneof(
  pad,
  fc.tuple(pad, pad),
  fc.tuple(fc.tuple(pad, pad), fc.tuple(pad, pad)),
  fc.constantFrom('valid' as const, 'same' as const),
)
const value = fc.integer({ min: -8, max: 8 }).map((n) => n / 4)
const sheets = (channels: number, [height, width]: Pair): fc.Arbitrary<number[][][]> =>
  fc.array(fc.array(fc.array(value, { minLength: width, maxLength: width }), { minLength: height, maxLength: height }), {
    minLength: channels,
    maxLength: channels,
  })
const inputSize: fc.Arbitrary<Pair> = fc.tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 3, max: 9 }))

const windowOf = (input: Pair, kernel: Pair, settings: { padding: Padding; stride: number | Pair; dilation?: number | Pair }): Window => {
  const [stride, dilation] = [toPair(settings.stride), toPair(settings.dilation ?? 1)]
  return { kernel, stride, dilation, padding: resolvePadding(settings.padding, input, kernel, stride, dilation) }
}
const fits = (input: Pair, { kernel, dilation, padding: padded }: Window): boolean =>
  ([0, 1] as const).every((i) => input[i] + padded[i][0] + padded[i][1] >= dilation[i] * (kernel[i] - 1) + 1)

const flat = (nested: Nested): number[] => (typeof nested === 'number' ? [nested] : nested.flatMap(flat))

/** Largest difference, relative to the largest value. */
function expectEqual(actual: Nested, expected: Nested): void {
  const [a, b] = [flat(actual), flat(expected)]
  expect(a.length).toBe(b.length)
  const scale = Math.max(1, ...b.map(Math.abs))
  a.forEach((number, index) => {
    if (Math.abs(number - (b[index] ?? Number.NaN)) > TOLERANCE * scale) expect(number).toBe(b[index])
  })
}

const convolutionCase = fc
  .record({ input: inputSize, kernel: pair, groups: fc.integer({ min: 1, max: 3 }), inputs: fc.integer({ min: 1, max: 2 }), outputs: fc.integer({ min: 1, max: 2 }) })
  .chain(({ input, kernel, groups, inputs, outputs }) =>
    fc.record({
      input: sheets(inputs * groups, input),
      kernel: fc.array(sheets(inputs, kernel), { minLength: outputs * groups, maxLength: outputs * groups }),
      bias: fc.array(value, { minLength: outputs * groups, maxLength: outputs * groups }),
      groups: fc.constant(groups),
      padding,
      stride: size,
      dilation: size,
    }),
  )
const poolingCase = inputSize.chain((input) => fc.record({ input: sheets(2, input), window: size, padding, stride: size }))

describe('engine = reference', () => {
  let tensors: number
  beforeAll(() => {
    tensors = tensorflow().memory().numTensors
  })
  afterAll(() => {
    expect(tensorflow().memory().numTensors).toBe(tensors)
  })

  it('conv2d over shapes, paddings, strides, dilations and groups', () => {
    fc.assert(
      fc.property(convolutionCase, (request) => {
        const input: Pair = [request.input[0]!.length, request.input[0]![0]!.length]
        const kernel: Pair = [request.kernel[0]![0]!.length, request.kernel[0]![0]![0]!.length]
        const window = windowOf(input, kernel, request)
        fc.pre(fits(input, window))
        const result = conv2d.run(request)
        expectEqual(result.output, reference.conv2d(request.input, request.kernel, request.bias, window, request.groups))
        const { bias: _, ...sizes } = request
        expect(outputShape.run(sizes).shape).toEqual(result.shape)
        expectEqual(
          convolution.run(request).output,
          reference.conv2d(request.input, request.kernel.map((channels) => channels.map(reference.flip)), request.bias, window, request.groups),
        )
      }),
      { numRuns: CASES },
    )
  })

  it('cross-correlation and convolution of two grids', () => {
    const grids = fc.record({ input: inputSize.chain((input) => sheets(1, input)), kernel: pair.chain((kernel) => sheets(1, kernel)) })
    fc.assert(
      fc.property(grids, ({ input: [input], kernel: [kernel] }) => {
        expectEqual(crossCorrelation.run({ input, kernel }).output, reference.crossCorrelation(input!, kernel!))
        expectEqual(convolution.run({ input, kernel }).output, reference.convolution(input!, kernel!))
      }),
      { numRuns: 500 },
    )
  })

  const poolings = [
    ['max-pool', (request: object) => maxPool.run(request), reference.maxPool2d],
    ['avg-pool', (request: object) => avgPool.run(request), reference.avgPool2d],
    ['avg-pool without padding', (request: object) => avgPool.run({ ...request, countIncludePad: false }), (x: reference.Sheets, w: Window) => reference.avgPool2d(x, w, false)],
  ] as const
  it.each(poolings)('%s over shapes, paddings and strides', (_, engine, expected) => {
    fc.assert(
      fc.property(poolingCase, (request) => {
        const input: Pair = [request.input[0]!.length, request.input[0]![0]!.length]
        const window = windowOf(input, toPair(request.window), request)
        fc.pre(fits(input, window) && window.padding.every((sides, i) => sides.every((cells) => cells < window.kernel[i as 0 | 1])))
        const result = engine(request)
        expectEqual(result.output, expected(request.input, window))
        expect(outputShape.run(request).shape).toEqual(result.shape)
      }),
      { numRuns: CASES },
    )
  })

  it('max-pool with dilated windows', () => {
    const cases = fc.record({ input: inputSize.chain((input) => sheets(2, input)), window: size, padding: pad, stride: size, dilation: size })
    fc.assert(
      fc.property(cases, (request) => {
        const input: Pair = [request.input[0]!.length, request.input[0]![0]!.length]
        const window = windowOf(input, toPair(request.window), request)
        fc.pre(fits(input, window) && window.padding.every((sides, i) => sides.every((cells) => cells < window.kernel[i as 0 | 1])))
        expectEqual(maxPool.run(request).output, reference.maxPool2d(request.input, window))
      }),
      { numRuns: CASES },
    )
  })
})
