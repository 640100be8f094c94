import fc from 'fast-check'
import type { Tensor } from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { layerSchema } from '@shared/layers'
import type { AvgPool2d } from '@shared/layers/avg-pool2d'
import type { MaxPool2d } from '@shared/layers/max-pool2d'
import { poolWindow } from '@shared/layers/pooling'
import { avgPool2d, maxPool2d, type Sheets } from '@shared/math/reference'
import { tensorflow } from '../runtime/tensorflow'
import { compute, dot, noise, slope } from './testing/layers'

const pair = (from: number, to: number) =>
  fc.tuple(fc.integer({ min: from, max: to }), fc.integer({ min: from, max: to }))

const cases = fc
  .record({
    kind: fc.constantFrom('maxPool2d' as const, 'avgPool2d' as const),
    window: pair(2, 4),
    stride: fc.option(pair(1, 3), { nil: undefined }),
    padding: fc.oneof(fc.tuple(pair(0, 1), pair(0, 1)), fc.constant('same' as const)),
    countIncludePad: fc.boolean(),
    extra: pair(0, 4),
    seed: fc.integer({ min: 1, max: 1e6 }),
  })
  .map(({ extra, seed, countIncludePad, ...given }) => {
    const layer = { ...given, ...(given.kind === 'avgPool2d' ? { countIncludePad } : {}) }
    // All values negative: a maximum that took padding for 0 would show.
    const x = noise([2, given.window[0] + extra[0], given.window[1] + extra[1], 2], seed)
      .abs()
      .neg()
      .sub(0.1)
    return { layer, x, seed }
  })

describe('maxPool2d and avgPool2d', () => {
  it('equal the nested loops of the textbook', () => {
    const tf = tensorflow()
    fc.assert(
      fc.property(cases, ({ layer, x }) => {
        tf.tidy(() => {
          const parsed = layerSchema.parse({ id: 'p', ...layer }) as MaxPool2d | AvgPool2d
          const [, height = 0, width = 0, channels = 0] = x.shape
          const window = poolWindow(parsed, [height, width, channels])
          const input = (x.unstack()[1] as Tensor)
            .transpose([2, 0, 1])
            .arraySync() as unknown as Sheets
          const expected =
            parsed.kind === 'maxPool2d'
              ? maxPool2d(input, window)
              : avgPool2d(input, window, parsed.countIncludePad)
          const output = compute(layer, [x]).unstack()[1] as Tensor
          const difference = tf
            .tensor3d(expected as number[][][])
            .transpose([1, 2, 0])
            .sub(output)
          expect(difference.abs().max().dataSync()[0]).toBeLessThan(1e-5)
        })
      }),
      { numRuns: 60 },
    )
  })

  it('avgPool2d has the gradient of a linear function', () => {
    const tf = tensorflow()
    fc.assert(
      fc.property(cases, ({ layer, x, seed }) => {
        fc.pre(layer.kind === 'avgPool2d')
        tf.tidy(() => {
          const y = compute(layer, [x])
          const [dy, step] = [noise(y.shape, seed + 1), noise(x.shape, seed + 2)]
          const gradient = tf.grad((a: Tensor) => compute(layer, [a]))(x, dy)
          expect(dot(gradient, step)).toBeCloseTo(dot(compute(layer, [x.add(step)]).sub(y), dy), 3)
        })
      }),
      { numRuns: 30 },
    )
  })

  it('avgPool2d has it also where windows lie side by side', () => {
    const tf = tensorflow()
    tf.tidy(() => {
      const [x, dy, step] = [noise([2, 4, 6, 2], 1), noise([2, 2, 2, 2], 2), noise([2, 4, 6, 2], 3)]
      const f = (a: Tensor): Tensor => compute({ kind: 'avgPool2d', window: [2, 3] }, [a])
      expect(dot(tf.grad(f)(x, dy), step)).toBeCloseTo(dot(f(x.add(step)).sub(f(x)), dy), 3)
    })
  })

  it('maxPool2d gives the gradient to the largest cell, also beside padding', () => {
    const tf = tensorflow()
    tf.tidy(() => {
      // Whole numbers far apart, so that the small step of a finite difference changes no winner.
      const x = tf.tensor4d([-3, -9, -4, -8, -1, -7, -6, -5, -2], [1, 3, 3, 1])
      const f = (a: Tensor): Tensor =>
        compute(
          {
            kind: 'maxPool2d',
            window: 2,
            padding: [
              [1, 0],
              [0, 1],
            ],
          },
          [a],
        )
          .square()
          .sum()
      const direction = noise(x.shape, 3)
      expect(dot(tf.grad(f)(x), direction)).toBeCloseTo(slope(f, x, direction), 1)
    })
  })
})
