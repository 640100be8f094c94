import type { Tensor } from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { resolveModel } from '@shared/model/resolve'
import { parseModelSpec, type ModelSpecInput } from '@shared/model/spec'
import { tensorflow } from '../runtime/tensorflow'
import { compareSteps, OPTIMIZERS, partsOf } from '../training/testing/step-loops'
import { compute, dot, noise, type LayerInput } from './testing/layers'

const range = (side: number): number[][] =>
  Array.from({ length: side }, (_, i) => Array.from({ length: side }, (__, j) => i * side + j))

/** A layer's answer to a map of one channel, in rows. */
function answer(layer: LayerInput, map: number[][]): number[][] {
  const tf = tensorflow()
  return tf.tidy(() => {
    const x = tf.tensor2d(map).expandDims(0).expandDims(3)
    const y = compute(layer, [x])
    return y.reshape([y.shape[1] ?? 1, y.shape[2] ?? 1]).arraySync() as number[][]
  })
}

function expectClose(found: number[][], expected: number[][]): void {
  expect(found.map((row) => row.length)).toEqual(expected.map((row) => row.length))
  found.forEach((row, i) =>
    row.forEach((value, j) => expect(value).toBeCloseTo(expected[i]?.[j] ?? NaN, 4)),
  )
}

const POOL = { window: 3, stride: 2 }
describe('pooling of the numbers 0 to 15', () => {
  // PyTorch 2's and TensorFlow 2's answers; the last windows of ceil_mode are those of "same".
  it.each<[string, LayerInput, number[][]]>([
    [
      'max, padded by 1',
      { kind: 'maxPool2d', ...POOL, padding: 1 },
      [
        [5, 7],
        [13, 15],
      ],
    ],
    [
      'max, ceil_mode',
      { kind: 'maxPool2d', ...POOL, ceilMode: true },
      [
        [10, 11],
        [14, 15],
      ],
    ],
    [
      'mean, padded by 1',
      { kind: 'avgPool2d', ...POOL, padding: 1 },
      [
        [1.1111, 2.6667],
        [5.6667, 10],
      ],
    ],
    [
      'mean without the padding',
      { kind: 'avgPool2d', ...POOL, padding: 1, countIncludePad: false },
      [
        [2.5, 4],
        [8.5, 10],
      ],
    ],
    [
      'mean, ceil_mode',
      { kind: 'avgPool2d', ...POOL, ceilMode: true },
      [
        [5, 6.5],
        [11, 12.5],
      ],
    ],
    // By PyTorch's rule: 16, 12, 12 and 9 cells of the windows count, padding among them.
    [
      'mean, ceil_mode, padded by 1',
      { kind: 'avgPool2d', window: 4, stride: 3, padding: 1, ceilMode: true },
      [
        [45 / 16, 39 / 12],
        [66 / 12, 50 / 9],
      ],
    ],
  ])('%s', (_, layer, expected) => {
    expectClose(answer(layer, range(4)), expected)
  })

  it('to a size takes windows that differ', () => {
    // PyTorch's AdaptiveAvgPool2d: rows 0–1, 1–3 and 3–4 of five.
    expectClose(answer({ kind: 'adaptiveAvgPool2d', size: [3, 5] }, range(5)), [
      [2.5, 3.5, 4.5, 5.5, 6.5],
      [10, 11, 12, 13, 14],
      [17.5, 18.5, 19.5, 20.5, 21.5],
    ])
    expectClose(answer({ kind: 'adaptiveMaxPool2d', size: [2, 3] }, range(5)), [
      [11, 13, 14],
      [21, 23, 24],
    ])
    expectClose(answer({ kind: 'adaptiveAvgPool2d', size: 2 }, [[1, 3]]), [
      [1, 3],
      [1, 3],
    ])
  })

  it('of the whole map gives only the first of equal maxima a gradient', () => {
    const tf = tensorflow()
    tf.tidy(() => {
      const f = (x: Tensor): Tensor => compute({ kind: 'globalMaxPool2d' }, [x])
      const gradient = tf.grad(f)(tf.zeros([1, 3, 3, 2]))
      expect(gradient.sum().dataSync()[0]).toBe(2)
      expect([...gradient.dataSync().subarray(0, 2)]).toEqual([1, 1])
    })
  })
})

describe('padding, cropping and upsampling', () => {
  // The examples of PyTorch's documentation of ReflectionPad2d, ReplicationPad2d and Upsample.
  it.each<[string, LayerInput, number[][], number[][]]>([
    [
      'mirrored',
      {
        kind: 'pad2d',
        padding: [
          [2, 0],
          [1, 1],
        ],
        mode: 'reflect',
      },
      range(3),
      [
        [7, 6, 7, 8, 7],
        [4, 3, 4, 5, 4],
        [1, 0, 1, 2, 1],
        [4, 3, 4, 5, 4],
        [7, 6, 7, 8, 7],
      ],
    ],
    [
      'repeated',
      {
        kind: 'pad2d',
        padding: [
          [2, 0],
          [1, 1],
        ],
        mode: 'replicate',
      },
      range(3),
      [
        [0, 0, 1, 2, 2],
        [0, 0, 1, 2, 2],
        [0, 0, 1, 2, 2],
        [3, 3, 4, 5, 5],
        [6, 6, 7, 8, 8],
      ],
    ],
    [
      'a constant',
      {
        kind: 'pad2d',
        padding: [
          [0, 1],
          [1, 0],
        ],
        value: 3.5,
      },
      [[1, 2]],
      [
        [3.5, 1, 2],
        [3.5, 3.5, 3.5],
      ],
    ],
    [
      'cropped',
      {
        kind: 'crop2d',
        cropping: [
          [1, 0],
          [0, 2],
        ],
      },
      range(3),
      [[3], [6]],
    ],
    [
      'nearest',
      { kind: 'upsample2d', factor: 2 },
      [
        [1, 2],
        [3, 4],
      ],
      [
        [1, 1, 2, 2],
        [1, 1, 2, 2],
        [3, 3, 4, 4],
        [3, 3, 4, 4],
      ],
    ],
    ['nearest, to a size', { kind: 'upsample2d', size: [1, 5] }, [[1, 2, 3]], [[1, 1, 2, 2, 3]]],
    [
      'bilinear',
      { kind: 'upsample2d', factor: 2, method: 'bilinear' },
      [
        [1, 2, 0],
        [3, 4, 0],
        [0, 0, 0],
      ],
      [
        [1, 1.25, 1.75, 1.5, 0.5, 0],
        [1.5, 1.75, 2.25, 1.875, 0.625, 0],
        [2.5, 2.75, 3.25, 2.625, 0.875, 0],
        [2.25, 2.4375, 2.8125, 2.25, 0.75, 0],
        [0.75, 0.8125, 0.9375, 0.75, 0.25, 0],
        [0, 0, 0, 0, 0, 0],
      ],
    ],
  ])('%s', (_, layer, map, expected) => {
    expectClose(answer(layer, map), expected)
  })

  it.each<[string, LayerInput]>([
    ['bilinear', { kind: 'upsample2d', size: [7, 3], method: 'bilinear' }],
    [
      'mirrored',
      {
        kind: 'pad2d',
        padding: [
          [2, 1],
          [0, 3],
        ],
        mode: 'reflect',
      },
    ],
    ['pooled to a size', { kind: 'adaptiveAvgPool2d', size: [3, 4] }],
    ['ceil_mode', { kind: 'avgPool2d', window: 2, stride: 3, padding: 1, ceilMode: true }],
  ])('%s has the gradient of a linear function', (_, layer) => {
    const tf = tensorflow()
    tf.tidy(() => {
      const [x, direction] = [noise([2, 5, 4, 3], 1), noise([2, 5, 4, 3], 2)]
      const weights = noise(compute(layer, [x]).shape, 3)
      const f = (a: Tensor): Tensor => compute(layer, [a]).mul(weights).sum()
      expect(dot(tf.grad(f)(x), direction)).toBeCloseTo(f(direction).dataSync()[0]!, 3)
    })
  })
})

describe('broadcasting', () => {
  it('joins a vector, a map of 1×1 and a map of one channel with a map', () => {
    const tf = tensorflow()
    tf.tidy(() => {
      const x = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 2, 2])
      const two = { inputs: ['a', 'b'] }
      const gate = tf.tensor2d([[10, -1]])
      const expected = [10, -2, 30, -4, 50, -6, 70, -8]
      expect([...compute({ kind: 'multiply', ...two }, [x, gate]).dataSync()]).toEqual(expected)
      const map = gate.reshape([1, 1, 1, 2])
      expect([...compute({ kind: 'multiply', ...two }, [map, x]).dataSync()]).toEqual(expected)
      const plane = tf.tensor4d([1, 0, 0, 2], [1, 2, 2, 1])
      expect([...compute({ kind: 'add', ...two }, [x, plane]).dataSync()]).toEqual([
        2, 3, 3, 4, 5, 6, 9, 10,
      ])
      const both = tf.grads((a: Tensor, b: Tensor) => compute({ kind: 'multiply', ...two }, [a, b]))
      const [of, by] = both([x, gate])
      expect(of?.dataSync()[0]).toBe(10)
      expect([...(by?.dataSync() ?? [])]).toEqual([16, 20])
    })
  })
})

describe('the compiled step', () => {
  const conv = { id: 'conv', kind: 'conv2d', channels: 4, kernel: 3, padding: 1 } as const
  const end = [
    { id: 'flat', kind: 'flatten' },
    { id: 'logits', kind: 'dense', units: 3 },
  ] as const
  it.each<[string, ModelSpecInput['layers']]>([
    [
      'a squeeze-and-excitation',
      [
        conv,
        { id: 'squeeze', kind: 'globalAvgPool2d', keepDims: true },
        { id: 'down', kind: 'conv2d', channels: 2, kernel: 1 },
        { id: 'swish', kind: 'activation', function: 'hardSwish' },
        { id: 'up', kind: 'conv2d', channels: 4, kernel: 1 },
        { id: 'gate', kind: 'activation', function: 'hardSigmoid' },
        { id: 'scaled', kind: 'multiply', inputs: ['conv', 'gate'] },
        ...end,
      ],
    ],
    [
      'maps that are padded, resized and pooled',
      [
        conv,
        { id: 'prelu', kind: 'prelu', shared: true },
        { id: 'mirror', kind: 'pad2d', padding: 2, mode: 'reflect' },
        { id: 'larger', kind: 'upsample2d', size: [13, 11], method: 'bilinear' },
        { id: 'sized', kind: 'adaptiveAvgPool2d', size: [7, 5] },
        { id: 'edges', kind: 'pad2d', padding: [1, 0], mode: 'replicate' },
        { id: 'largest', kind: 'adaptiveMaxPool2d', size: [5, 3] },
        { id: 'mean', kind: 'avgPool2d', window: 2, padding: 1, ceilMode: true },
        ...end,
      ],
    ],
  ])('of %s is the one that runs operation by operation', (name, layers) => {
    const model = resolveModel(
      parseModelSpec({ name, input: { height: 6, width: 6, channels: 2 }, layers }),
    )
    const found = compareSteps(partsOf({ model: model.spec, optimizer: OPTIMIZERS.sgd }), 2)
    expect(found.loss).toBeLessThanOrEqual(1e-5)
    expect(found.gradients).toBeLessThanOrEqual(1e-5)
    expect(found.state).toBeLessThanOrEqual(1e-5)
  })
})
