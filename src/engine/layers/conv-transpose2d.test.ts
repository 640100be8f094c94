import fc from 'fast-check'
import type { Tensor } from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { convTranspose2dSchema, convTranspose2dWindow } from '@shared/layers/conv-transpose2d'
import { ARBITRARY } from '@shared/layers/testing/arbitrary-layer'
import { toPair } from '@shared/math/geometry'
import { convTranspose2d as reference, type Kernels, type Sheets } from '@shared/math/reference'
import { tensorflow } from '../runtime/tensorflow'
import { compute, dot, noise } from './testing/layers'

/** Any small layer that leaves something of its output, on a map that it fits. */
const cases = fc
  .record({
    layer: ARBITRARY.convTranspose2d,
    size: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })),
    seed: fc.integer({ min: 1, max: 1e6 }),
  })
  .map(({ layer, size, seed }) => {
    const parsed = convTranspose2dSchema.parse({ id: 'up', ...layer })
    const x = noise([2, ...size, 4], seed)
    const weight = noise([...toPair(parsed.kernel), 4 / parsed.groups, parsed.channels], seed + 1)
    return { layer: parsed, x, weight, bias: noise([parsed.channels], seed + 2), seed }
  })

/** [h][w][c] → [c][h][w]. */
const sheets = (x: Tensor): Sheets => x.transpose([2, 0, 1]).arraySync() as unknown as Sheets
/** [h][w][in][out] → [out][in][h][w]. */
const kernels = (w: Tensor): Kernels => w.transpose([3, 2, 0, 1]).arraySync() as unknown as Kernels

const leavesSomething = ({
  layer,
  x,
}: {
  layer: ReturnType<typeof convTranspose2dSchema.parse>
  x: Tensor
}) => {
  const [, height = 1, width = 1] = x.shape
  const { kernel, stride, dilation, padding } = convTranspose2dWindow(layer, [height, width, 4])
  const more = toPair(layer.outputPadding)
  return (
    ([height, width] as const).every(
      (n, i) =>
        (n - 1) * stride[i as 0 | 1] +
          dilation[i as 0 | 1] * (kernel[i as 0 | 1] - 1) +
          1 +
          more[i as 0 | 1] >
        padding[i as 0 | 1][0] + padding[i as 0 | 1][1],
    ) && layer.channels % layer.groups === 0
  )
}

describe('convTranspose2d', () => {
  it('equals the nested loops of the textbook', () => {
    fc.assert(
      fc.property(cases, ({ layer, x, weight, bias }) => {
        fc.pre(leavesSomething({ layer, x }))
        tensorflow().tidy(() => {
          const [first] = x.unstack()
          const [, height = 1, width = 1] = x.shape
          const expected = reference(
            sheets(first as Tensor),
            kernels(weight),
            layer.bias ? [...bias.dataSync()] : undefined,
            convTranspose2dWindow(layer, [height, width, 4]),
            toPair(layer.outputPadding),
            layer.groups,
          )
          const [output] = compute(layer, [x], { weights: { weight, bias } }).unstack()
          const difference = tensorflow()
            .tensor3d(expected as number[][][])
            .transpose([1, 2, 0])
            .sub(output as Tensor)
          expect(difference.abs().max().dataSync()[0]).toBeLessThan(1e-4)
        })
      }),
      { numRuns: 150 },
    )
  })

  it('is zero where more rows are cut off than the kernel reaches', () => {
    const tf = tensorflow()
    const layer = convTranspose2dSchema.parse({
      id: 'up',
      kind: 'convTranspose2d',
      channels: 1,
      kernel: 1,
      padding: [
        [2, 0],
        [0, 0],
      ],
      outputPadding: [2, 0],
      bias: false,
    })
    const y = tf.tidy(() =>
      compute(layer, [tf.ones([1, 1, 1, 1])], {
        weights: { weight: tf.ones([1, 1, 1, 1]) },
      }).arraySync(),
    )
    expect(y).toEqual([[[[0]]]])
  })

  it('has the gradients of a function that is linear in input, weight and bias', () => {
    const tf = tensorflow()
    fc.assert(
      fc.property(cases, ({ layer, x, weight, bias, seed }) => {
        fc.pre(leavesSomething({ layer, x }))
        tf.tidy(() => {
          const f = (...[a, w, b]: Tensor[]): Tensor =>
            compute(layer, [a!], { weights: { weight: w!, bias: b ?? bias } })
          const inputs = layer.bias ? [x, weight, bias] : [x, weight]
          const y = f(...inputs)
          const dy = noise(y.shape, seed + 3)
          const gradients = tf.grads((...args: Tensor[]) => f(...args))(inputs, dy)
          inputs.forEach((input, i) => {
            const step = noise(input.shape, seed + 4 + i)
            const moved = f(...inputs.map((other, j) => (i === j ? other.add(step) : other)))
            // Linear, so the change along `step` is exact: ⟨f(x + step) − f(x), dy⟩ = ⟨∇, step⟩.
            expect(dot(gradients[i]!, step)).toBeCloseTo(dot(moved.sub(y), dy), 2)
          })
        })
      }),
      { numRuns: 80 },
    )
  })
})
