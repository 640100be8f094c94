import { preset } from '@shared/model/presets'
import { resolveModel } from '@shared/model/resolve'
import { summarise } from '@shared/model/summary'
import vectors from '@shared/math/reference/vectors.json'
import { OPERATION_IDS, type OperationId } from '@shared/operations'
import { afterAll, describe, expect, it } from 'vitest'
import { tensorflow } from '../runtime/tensorflow'
import { OPERATIONS, type OperationResult } from './index'
import { conv2d } from './kernels'

const X = [
  [0, 1, 2, 3],
  [4, 5, 6, 7],
  [8, 9, 10, 11],
  [12, 13, 14, 15],
]
const plus =
  (n: number) =>
  (sheet: readonly (readonly number[])[]): number[][] =>
    sheet.map((row) => row.map((value) => value + n))

const ran = new Set<OperationId>()
function run(id: OperationId, request: unknown): OperationResult {
  ran.add(id)
  return OPERATIONS[id].run(request)
}
// An operation without a vector has not been compared with the chapter.
afterAll(() => {
  expect(ran).toEqual(new Set(OPERATION_IDS))
})

describe('every vector of the chapter through the engine', () => {
  it.each([
    '6.2.1 cross-correlation',
    '6.2.1 vertical edges',
    '6.2.1 the same kernel sees no horizontal edges',
  ] as const)('%s', (name) => {
    const { input, kernel, output } = vectors[name]
    expect(run('cross-correlation', { input, kernel }).output).toEqual(output)
    expect(run('conv2d', { input, kernel }).output).toEqual(output)
  })

  it('6.1 convolution flips the kernel', () => {
    const { input, kernel, output } = vectors['6.1 convolution flips the kernel']
    expect(run('convolution', { input, kernel })).toEqual({ output, shape: [2, 2] })
  })

  it.each(vectors['6.2.2 output shapes for an 8x8 input'])(
    '6.2.2 kernel $kernel, padding $padding, stride $stride',
    ({ shape, ...sizes }) => {
      const input = Array.from({ length: 8 }, () => Array.from({ length: 8 }, () => 1))
      const kernel = Array.from({ length: sizes.kernel[0] ?? 1 }, () =>
        Array.from({ length: sizes.kernel[1] ?? 1 }, () => 1),
      )
      expect(run('output-shape', { ...sizes, input: [8, 8] }).shape).toEqual(shape)
      expect(run('conv2d', { ...sizes, input, kernel }).shape).toEqual(shape)
    },
  )

  it('6.2.3 several channels', () => {
    const { input, kernel, output } = vectors['6.2.3 two input channels']
    expect(run('conv2d', { input, kernel }).output).toEqual(output)
    const kernels = [kernel, kernel.map(plus(1)), kernel.map(plus(2))]
    const three = vectors['6.2.3 three output channels (kernel K, K+1, K+2)']
    expect(run('conv2d', { input, kernel: kernels })).toEqual({
      output: three.output,
      shape: [3, 2, 2],
    })
    expect([kernels.length, kernel.length, kernel[0]?.length, kernel[0]?.[0]?.length]).toEqual(
      three.kernel_shape,
    )
  })

  it('6.2.4 pooling', () => {
    const [maximum, mean] = [
      vectors['6.2.4 max pooling 2x2 stride 1'],
      vectors['6.2.4 average pooling 2x2 stride 1'],
    ]
    expect(run('max-pool', { input: maximum.input, window: 2, stride: 1 }).output).toEqual(
      maximum.output,
    )
    expect(run('avg-pool', { input: mean.input, window: 2, stride: 1 }).output).toEqual(mean.output)
    expect(run('max-pool', { input: X, window: 3 }).output).toEqual(
      vectors['6.2.4 pooling window 3, default stride equals the window'].output,
    )
    expect(run('max-pool', { input: X, window: 3, padding: 1, stride: 2 }).output).toEqual(
      vectors['6.2.4 pooling window 3, padding 1, stride 2'].output,
    )
    expect(
      run('max-pool', { input: X, window: [2, 3], stride: [2, 3], padding: [0, 1] }).output,
    ).toEqual(vectors['6.2.4 pooling window (2,3), stride (2,3), padding (0,1)'].output)
    expect(
      run('max-pool', { input: [X, plus(1)(X)], window: 3, padding: 1, stride: 2 }).output,
    ).toEqual(
      vectors['6.2.4 channels are pooled one by one: cat(X, X+1), window 3, padding 1, stride 2']
        .output,
    )
  })

  it.each(vectors['6.2.1 learning a kernel (lr 0.03, 10 iterations, sum of squares)'])(
    '6.2.1 learning a kernel from $start',
    (vector) => {
      const tf = tensorflow()
      const { input, output } = vectors['6.2.1 vertical edges']
      const x = tf.tensor4d(input.flat(), [1, 6, 8, 1])
      const y = tf.tensor4d(output.flat(), [1, 6, 7, 1])
      const window = {
        kernel: [1, 2],
        stride: [1, 1],
        dilation: [1, 1],
        padding: [
          [0, 0],
          [0, 0],
        ],
      } as const
      const gradient = tf.valueAndGrad((k) =>
        tf.sum(tf.square(tf.sub(conv2d(x, k.as4D(1, 2, 1, 1), window, 1), y))),
      )
      let kernel = tf.tensor1d(vector.start.flat())
      const losses = vector.loss_before_each_update.map(() => {
        const { value, grad } = gradient(kernel)
        kernel = kernel.sub(grad.mul(3e-2))
        return value.dataSync()[0] ?? Number.NaN
      })
      losses.forEach((loss, iteration) =>
        expect(loss).toBeCloseTo(vector.loss_before_each_update[iteration] ?? 0, 4),
      )
      kernel
        .dataSync()
        .forEach((value, index) => expect(value).toBeCloseTo(vector.learned[0]?.[index] ?? 0, 5))
    },
  )

  it('6.3 LeNet', () => {
    const model = summarise(resolveModel(preset('lenet')))
    // PyTorch writes channels first.
    const shapes = model.layers.map(({ outputShape }) => [
      1,
      ...outputShape.slice(2),
      ...outputShape.slice(0, 2),
    ])
    expect(shapes).toEqual(
      vectors['6.3 LeNet output shapes (PyTorch order N,C,H,W)'].map(([, shape]) => shape),
    )
    const { total, ...each } = vectors['6.3 LeNet parameters']
    const withWeights = model.layers.filter(({ parameters }) => parameters > 0)
    expect(Object.fromEntries(withWeights.map(({ id, parameters }) => [id, parameters]))).toEqual(
      each,
    )
    expect(model.totals.parameters).toBe(total)
  })
})
