import {
  resolvePadding,
  toPair,
  type Padding,
  type Pair,
  type Size,
  type Window,
} from '@shared/math/geometry'
import * as reference from '@shared/math/reference'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { Nested } from '../numbers'

/**
 * Largest difference between sums in float32 and in float64, relative to the sum of the products'
 * absolute values.
 */
const TOLERANCE = 1e-5

const side = fc.integer({ min: 1, max: 4 })
const size: fc.Arbitrary<Size> = fc.oneof(side, fc.tuple(side, side))
const pad = fc.integer({ min: 0, max: 3 })
const padding: fc.Arbitrary<Padding> = fc.oneof(
  pad,
  fc.tuple(pad, pad),
  fc.tuple(fc.tuple(pad, pad), fc.tuple(pad, pad)),
  fc.constantFrom('valid' as const, 'same' as const),
)
/**
 * Quarters, which float32 represents exactly, and other float32 numbers of that size; none is so
 * small that TensorFlow treats it as 0.
 */
const value = fc.oneof(
  fc.integer({ min: -8, max: 8 }).map((n) => n / 4),
  fc.integer({ min: -2_000_000, max: 2_000_000 }).map((n) => Math.fround(n / 1_000_000)),
)
const listOf = <T>(item: fc.Arbitrary<T>, length: number): fc.Arbitrary<T[]> =>
  fc.array(item, { minLength: length, maxLength: length })
const sheets = (channels: number, [height, width]: Pair): fc.Arbitrary<number[][][]> =>
  listOf(listOf(listOf(value, width), height), channels)
const inputSize: fc.Arbitrary<Pair> = fc.tuple(
  fc.integer({ min: 1, max: 9 }),
  fc.integer({ min: 1, max: 9 }),
)

interface Settings {
  readonly padding: Padding
  readonly stride: Size
  readonly dilation?: Size
}

/** A request to `conv2d` or `convolution`, with explicit channels and groups. */
export interface ConvolutionCase extends Settings {
  readonly input: reference.Sheets
  readonly kernel: reference.Kernels
  readonly bias: readonly number[]
  readonly groups: number
  readonly dilation: Size
}

/** A request to `max-pool` or `avg-pool`. */
export interface PoolingCase extends Settings {
  readonly input: reference.Sheets
  readonly window: Size
}

const extentOf = (input: readonly (readonly (readonly number[])[])[]): Pair => [
  input[0]?.length ?? 0,
  input[0]?.[0]?.length ?? 0,
]

const fits = (input: Pair, { kernel, dilation, padding: sides }: Window): boolean =>
  ([0, 1] as const).every(
    (i) => input[i] + sides[i][0] + sides[i][1] >= dilation[i] * (kernel[i] - 1) + 1,
  )

function sliding(input: Pair, kernel: Pair, settings: Settings): Window {
  const [stride, dilation] = [toPair(settings.stride), toPair(settings.dilation ?? 1)]
  return {
    kernel,
    stride,
    dilation,
    padding: resolvePadding(settings.padding, input, kernel, stride, dilation),
  }
}

export const convolutionWindow = ({ input, kernel, ...settings }: ConvolutionCase): Window =>
  sliding(extentOf(input), extentOf(kernel[0] ?? []), settings)
export const poolingWindow = ({ input, window, ...settings }: PoolingCase): Window =>
  sliding(extentOf(input), toPair(window), settings)

/**
 * Random channels, groups (depthwise among them), paddings, strides and dilations; the kernel fits.
 */
export const convolutionCase: fc.Arbitrary<ConvolutionCase> = fc
  .record({
    input: inputSize,
    kernel: fc.tuple(side, side),
    groups: fc.integer({ min: 1, max: 3 }),
    inputs: fc.integer({ min: 1, max: 2 }),
    outputs: fc.integer({ min: 1, max: 2 }),
  })
  .chain(({ input, kernel, groups, inputs, outputs }) =>
    fc.record({
      input: sheets(inputs * groups, input),
      kernel: listOf(sheets(inputs, kernel), outputs * groups),
      bias: listOf(value, outputs * groups),
      groups: fc.constant(groups),
      padding,
      stride: size,
      dilation: size,
    }),
  )
  .filter((request) => fits(extentOf(request.input), convolutionWindow(request)))

const pooling = (dilation: fc.Arbitrary<Size | undefined>): fc.Arbitrary<PoolingCase> =>
  fc
    .record({ size: inputSize, channels: fc.integer({ min: 1, max: 3 }) })
    .chain((given) =>
      fc.record({
        input: sheets(given.channels, given.size),
        window: size,
        padding,
        stride: size,
        dilation,
      }),
    )
    .map(({ dilation: spread, ...request }) =>
      spread === undefined ? request : { ...request, dilation: spread },
    )
    .filter((request) => {
      const window = poolingWindow(request)
      // No window may contain only padding.
      return (
        fits(extentOf(request.input), window) &&
        window.padding.every((sides, i) =>
          sides.every((cells) => cells < window.kernel[i as 0 | 1]),
        )
      )
    })

export const poolingCase = pooling(fc.constant(undefined))
/** For maximum pooling, the only pooling with a dilation. */
export const dilatedPoolingCase = pooling(size)
/** Two grids, of which the kernel is not larger than the input. */
export const gridsCase = inputSize.chain((input) =>
  fc
    .tuple(
      fc.integer({ min: 1, max: Math.min(4, input[0]) }),
      fc.integer({ min: 1, max: Math.min(4, input[1]) }),
    )
    .chain((kernel) =>
      fc.record({
        input: sheets(1, input).map(([grid]) => grid ?? []),
        kernel: sheets(1, kernel).map(([grid]) => grid ?? []),
      }),
    ),
)

const absolute = <T extends Nested>(nested: T): T =>
  (typeof nested === 'number' ? Math.abs(nested) : nested.map(absolute)) as T
const flat = (nested: Nested): number[] =>
  typeof nested === 'number' ? [nested] : nested.flatMap(flat)

/**
 * The request with the absolute values of its numbers. Rounding errors are relative to its output.
 */
export const positive = <
  T extends { readonly input: Nested; readonly kernel?: Nested; readonly bias?: Nested },
>(
  request: T,
): T => ({
  ...request,
  input: absolute(request.input),
  ...(request.kernel === undefined ? {} : { kernel: absolute(request.kernel) }),
  ...(request.bias === undefined ? {} : { bias: absolute(request.bias) }),
})

/** Sum of the absolute values of each output's products. */
export function convolutionMagnitude(request: ConvolutionCase): Nested {
  const { input, kernel, bias } = positive(request)
  return reference.conv2d(input, kernel, bias, convolutionWindow(request), request.groups)
}

/** Expects every number to be equal within 1e-5, relative to the same number of `magnitude`. */
export function expectClose(
  actual: Nested,
  expected: Nested,
  magnitude: Nested = absolute(expected),
): void {
  const [a, b, sizes] = [flat(actual), flat(expected), flat(magnitude)]
  expect(a.length).toBe(b.length)
  a.forEach((number, index) => {
    const allowed = TOLERANCE * (sizes[index] ?? 0)
    if (!(Math.abs(number - (b[index] ?? Number.NaN)) <= allowed))
      expect({ index, value: number }).toEqual({ index, value: b[index] })
  })
}
