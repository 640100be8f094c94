import fc from 'fast-check'
import type { Tensor, Tensor4D } from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { conv2dWindow, type Conv2d } from '@shared/layers/conv2d'
import { layerSchema } from '@shared/layers'
import { conv2d as reference, type Kernels, type Sheets } from '@shared/math/reference'
import { tensorflow } from '../runtime/tensorflow'
import { compute, dot, noise } from './testing/layers'

const pair = (from: number, to: number) =>
  fc.tuple(fc.integer({ min: from, max: to }), fc.integer({ min: from, max: to }))

/**
 * Any convolution whose window fits: uneven padding, strides and dilations that differ by axis,
 * groups.
 */
const anything = fc.record({
  kernel: pair(1, 3),
  stride: pair(1, 3),
  dilation: pair(1, 3),
  padding: fc.oneof(
    fc.tuple(pair(0, 2), pair(0, 2)),
    fc.constant('same' as const),
    fc.constant('valid' as const),
  ),
  groups: fc.integer({ min: 1, max: 3 }),
  inputs: fc.integer({ min: 1, max: 2 }),
  outputs: fc.integer({ min: 1, max: 2 }),
  extra: pair(0, 4),
  bias: fc.boolean(),
  seed: fc.integer({ min: 1, max: 1e6 }),
})

/**
 * Few channels and widths that fall into groups of columns, which take another way
 * (kernels/columns.ts).
 */
const narrow = fc.record({
  kernel: fc.constantFrom<[number, number]>([5, 5], [2, 5], [1, 5], [3, 3], [2, 2]),
  stride: fc.constant<[number, number]>([1, 1]),
  dilation: fc.constant<[number, number]>([1, 1]),
  padding: fc.constantFrom('same' as const, 'valid' as const),
  groups: fc.integer({ min: 1, max: 2 }),
  inputs: fc.integer({ min: 1, max: 9 }),
  outputs: fc.integer({ min: 1, max: 9 }),
  extra: fc.constantFrom<[number, number]>([0, 3], [2, 3], [1, 7], [3, 1]),
  bias: fc.boolean(),
  seed: fc.integer({ min: 1, max: 1e6 }),
})

const cases = fc.oneof(anything, narrow).map(({ inputs, outputs, extra, seed, ...given }) => {
  const size = ([0, 1] as const).map(
    (i) => given.dilation[i] * (given.kernel[i] - 1) + 1 + extra[i],
  )
  const layer = { kind: 'conv2d' as const, channels: outputs * given.groups, ...given }
  const x = noise([2, ...size, inputs * given.groups], seed)
  const weight = noise([...given.kernel, inputs, layer.channels], seed + 1)
  return { layer, x, weight, bias: noise([layer.channels], seed + 2), seed }
})

/** [h][w][c] → [c][h][w]. */
const sheets = (x: Tensor): Sheets => x.transpose([2, 0, 1]).arraySync() as unknown as Sheets
/** [h][w][in][out] → [out][in][h][w]. */
const kernels = (w: Tensor): Kernels => w.transpose([3, 2, 0, 1]).arraySync() as unknown as Kernels

describe('conv2d', () => {
  it('equals the nested loops of the textbook', () => {
    fc.assert(
      fc.property(cases, ({ layer, x, weight, bias }) => {
        tensorflow().tidy(() => {
          const [first] = x.unstack()
          const [, height = 0, width = 0, channels = 0] = x.shape
          const window = conv2dWindow(layerSchema.parse({ id: 'c', ...layer }) as Conv2d, [
            height,
            width,
            channels,
          ])
          const biases = layer.bias ? [...bias.dataSync()] : undefined
          const expected = reference(
            sheets(first as Tensor),
            kernels(weight),
            biases,
            window,
            layer.groups,
          )
          const [output] = compute(layer, [x], { weights: { weight, bias } }).unstack()
          const difference = tensorflow().sub(
            tensorflow()
              .tensor3d(expected as number[][][])
              .transpose([1, 2, 0]),
            output as Tensor,
          )
          expect(difference.abs().max().dataSync()[0]).toBeLessThan(1e-4)
        })
      }),
      { numRuns: 80 },
    )
  })

  it('is right where oneDNN by itself is not: one column of outputs, strides that differ', () => {
    tensorflow().tidy(() => {
      const [x, weight] = [tensorflow().ones([2, 4, 4, 1]), tensorflow().ones([1, 2, 1, 1])]
      const layer = {
        kind: 'conv2d',
        channels: 1,
        kernel: [1, 2],
        stride: [1, 3],
        bias: false,
      } as const
      expect([...compute(layer, [x], { weights: { weight } }).dataSync()]).toEqual(
        new Array(8).fill(2),
      )
    })
  })

  it('has the right gradient of a strided 1×1 filter, where oneDNN writes beyond its workspace for few channels', () => {
    const tf = tensorflow()
    tf.tidy(() => {
      const [x, weight, dy] = [
        noise([32, 32, 32, 4], 1),
        noise([1, 1, 4, 8], 2),
        noise([32, 16, 16, 8], 3),
      ]
      const layer = { kind: 'conv2d', channels: 8, kernel: 1, stride: 2, bias: false } as const
      const gradient = tf.grad((w) => compute(layer, [x], { weights: { weight: w } }))(weight, dy)
      // A 1×1 convolution is a product of matrices: pixels × channels in, pixels × channels out.
      const seen = tf.stridedSlice(x, [0, 0, 0, 0], x.shape, [1, 2, 2, 1]).reshape([-1, 4])
      const expected = tf.matMul(seen, dy.reshape([-1, 8]), true, false).reshape([1, 1, 4, 8])
      expect(gradient.sub(expected).abs().max().dataSync()[0]).toBeLessThan(1e-2)
    })
  })

  it('has the gradients of a function that is linear in input, weight and bias', () => {
    const tf = tensorflow()
    fc.assert(
      fc.property(cases, ({ layer, x, weight, bias, seed }) => {
        tf.tidy(() => {
          const f = (...[a, w, b]: Tensor[]): Tensor =>
            compute(layer, [a as Tensor4D], { weights: { weight: w as Tensor, bias: b as Tensor } })
          const y = f(x, weight, bias)
          const dy = noise(y.shape, seed + 3)
          const inputs = layer.bias ? [x, weight, bias] : [x, weight]
          const gradients = tf.grads((...args: Tensor[]) =>
            f(...args, ...(layer.bias ? [] : [bias])),
          )(inputs, dy)
          inputs.forEach((input, i) => {
            const step = noise(input.shape, seed + 4 + i)
            const moved = f(
              ...inputs.map((other, j) => (i === j ? other.add(step) : other)),
              ...(layer.bias ? [] : [bias]),
            )
            // Linear, so the change along `step` is exact: ⟨f(x + step) − f(x), dy⟩ = ⟨∇, step⟩.
            expect(dot(gradients[i] as Tensor, step)).toBeCloseTo(dot(moved.sub(y), dy), 2)
          })
        })
      }),
      { numRuns: 80 },
    )
  })
})
