import { describe, expect, it } from 'vitest'
import { AppError } from '../../errors'
import { resolvePadding, type Padding, type Pair, type Window } from '../geometry'
import {
  avgPool2d,
  conv2d,
  convolution,
  crossCorrelation,
  flip,
  maxPool2d,
  type Grid,
} from './index'
import vectors from './vectors.json'

const arange = (height: number, width: number, start = 0): Grid =>
  Array.from({ length: height }, (_, i) =>
    Array.from({ length: width }, (_, j) => start + i * width + j),
  )

const windowOf = (
  input: Pair,
  kernel: Pair,
  padding: Padding = 0,
  stride: Pair = [1, 1],
): Window => {
  return {
    kernel,
    stride,
    dilation: [1, 1],
    padding: resolvePadding(padding, input, kernel, stride, [1, 1]),
  }
}

describe('cross-correlation', () => {
  it.each([
    '6.2.1 cross-correlation',
    '6.2.1 vertical edges',
    '6.2.1 the same kernel sees no horizontal edges',
  ] as const)('%s', (name) => {
    const { input, kernel, output } = vectors[name]
    expect(crossCorrelation(input, kernel)).toEqual(output)
  })

  it('finds nothing along the rows of the transposed edge image, and the edge with the transposed kernel', () => {
    const { input } = vectors['6.2.1 the same kernel sees no horizontal edges']
    expect(crossCorrelation(input, [[1], [-1]])[1]).toEqual([1, 1, 1, 1, 1, 1])
  })

  it('refuses a kernel larger than the input', () => {
    expect(() => crossCorrelation(arange(2, 2), arange(3, 1))).toThrow(AppError)
  })
})

describe('convolution', () => {
  it('flips the kernel', () => {
    const { input, kernel, output } = vectors['6.1 convolution flips the kernel']
    expect(convolution(input, kernel)).toEqual(output)
    expect(flip(flip(kernel))).toEqual(kernel)
  })
})

describe('several channels', () => {
  const { input, kernel, output } = vectors['6.2.3 two input channels']
  const window = windowOf([3, 3], [2, 2])

  it('adds the cross-correlations of the input channels', () => {
    expect(conv2d(input, [kernel], undefined, window)).toEqual([output])
  })

  it('computes each output channel with its own kernel', () => {
    const kernels = [0, 1, 2].map((plus) =>
      kernel.map((sheet) => sheet.map((row) => row.map((value) => value + plus))),
    )
    expect(conv2d(input, kernels, [0, 0, 0], window)).toEqual(
      vectors['6.2.3 three output channels (kernel K, K+1, K+2)'].output,
    )
  })

  it('keeps groups apart', () => {
    const grouped = conv2d(
      input,
      kernel.map((sheet) => [sheet]),
      [1, 2],
      window,
      2,
    )
    expect(grouped[0]?.[0]?.[0]).toBe(20)
    expect(grouped[1]?.[0]?.[0]).toBe(39)
  })
})

describe('padding and stride', () => {
  it.each(vectors['6.2.2 output shapes for an 8x8 input'])(
    'kernel $kernel, padding $padding, stride $stride',
    ({ kernel, padding, stride, shape }) => {
      const pair = ([v = 0, h = 0]: readonly number[]): Pair => [v, h]
      const output = conv2d(
        [arange(8, 8)],
        [[arange(...pair(kernel))]],
        undefined,
        windowOf([8, 8], pair(kernel), pair(padding), pair(stride)),
      )
      expect([output[0]?.length, output[0]?.[0]?.length]).toEqual(shape)
    },
  )
})

describe('pooling', () => {
  const x = arange(4, 4)

  it('takes the maximum and the mean of 2×2 windows', () => {
    const maximum = vectors['6.2.4 max pooling 2x2 stride 1']
    const mean = vectors['6.2.4 average pooling 2x2 stride 1']
    expect(maxPool2d([maximum.input], windowOf([3, 3], [2, 2]))).toEqual([maximum.output])
    expect(avgPool2d([mean.input], windowOf([3, 3], [2, 2]))).toEqual([mean.output])
  })

  it('moves by the stride, pads with what never wins, and pools channels one by one', () => {
    expect(maxPool2d([x], windowOf([4, 4], [3, 3], 0, [3, 3]))).toEqual([
      vectors['6.2.4 pooling window 3, default stride equals the window'].output,
    ])
    expect(maxPool2d([x], windowOf([4, 4], [3, 3], 1, [2, 2]))).toEqual([
      vectors['6.2.4 pooling window 3, padding 1, stride 2'].output,
    ])
    expect(maxPool2d([x], windowOf([4, 4], [2, 3], [0, 1], [2, 3]))).toEqual([
      vectors['6.2.4 pooling window (2,3), stride (2,3), padding (0,1)'].output,
    ])
    expect(maxPool2d([x, arange(4, 4, 1)], windowOf([4, 4], [3, 3], 1, [2, 2]))).toEqual(
      vectors['6.2.4 channels are pooled one by one: cat(X, X+1), window 3, padding 1, stride 2']
        .output,
    )
    expect(maxPool2d([[[-3]]], windowOf([1, 1], [2, 2], 1))).toEqual([
      [
        [-3, -3],
        [-3, -3],
      ],
    ])
  })

  it('divides by the window, or by the cells of the picture in it', () => {
    const window = windowOf([1, 1], [2, 2], 1)
    expect(avgPool2d([[[8]]], window)[0]?.[0]?.[0]).toBe(2)
    expect(avgPool2d([[[8]]], window, false)[0]?.[0]?.[0]).toBe(8)
  })
})
