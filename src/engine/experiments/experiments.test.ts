import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as reference from '@shared/math/reference'
import vectors from '@shared/math/reference/vectors.json'
import { isDoublyBlockToeplitz, matrixPattern } from '@shared/math/convolution-matrix'
import { resolvePadding, type Pair, type Window } from '@shared/math/geometry'
import { equivarianceError, invariance, shiftGrid } from '@shared/math/shift'
import { shiftLayer } from '@shared/math/shift-layer'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  kernelPathSchema,
  pixelwiseResultSchema,
  responseSchema,
  shiftedOutputsSchema,
  threeLayersResultSchema,
} from '@shared/contract/experiments'
import { forward } from '../inspect/forward'
import { loadModel } from '../models'
import { decodePicture } from '../pictures'
import { tensorflow } from '../runtime/tensorflow'
import { toGrid } from './grids'
import { learnKernel } from './learn-kernel'
import { pixelwise } from './pixelwise'
import { shiftLayers } from './shift-layers'
import { shiftResponse } from './shift-response'
import { threeLayers } from './three-layers'

const flat = (nested: unknown): number[] =>
  Array.isArray(nested) ? nested.flatMap(flat) : [nested as number]
const close = (actual: unknown, expected: unknown, tolerance = 1e-5): void => {
  const [a, b] = [flat(actual), flat(expected)]
  expect(a.length).toBe(b.length)
  const scale = Math.max(1, ...b.map(Math.abs))
  expect(Math.max(0, ...a.map((value, at) => Math.abs(value - b[at]!)))).toBeLessThanOrEqual(
    tolerance * scale,
  )
}
const grid = (height: number, width: number): fc.Arbitrary<number[][]> =>
  fc.array(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: width, maxLength: width }), {
    minLength: height,
    maxLength: height,
  })
const window = (kernel: Pair, padding: number, stride: number, input: Pair): Window => ({
  kernel,
  stride: [stride, stride],
  dilation: [1, 1],
  padding: resolvePadding(padding, input, kernel, [1, 1], [1, 1]),
})

let tensors = 0
beforeAll(() => {
  tensors = tensorflow().memory().numTensors
})

describe('learning a kernel', () => {
  const edges = vectors['6.2.1 vertical edges']
  const chapter = {
    input: edges.input,
    teacher: edges.kernel,
    learningRate: 3e-2,
    iterations: 10,
    flip: false,
  }

  it.each(vectors['6.2.1 learning a kernel (lr 0.03, 10 iterations, sum of squares)'])(
    'starts from $start as in the chapter',
    (vector) => {
      const path = kernelPathSchema.parse(learnKernel({ ...chapter, start: vector.start }))
      expect(path.diverged).toBe(false)
      close(path.target, edges.output)
      close(path.losses, vector.loss_before_each_update)
      close(path.kernels.at(-1), vector.learned)
    },
  )

  it('follows the reference for any picture, kernel and rate, flipped or not', () => {
    const task = fc.record({
      input: grid(5, 6),
      teacher: grid(2, 3),
      start: grid(2, 3),
      flip: fc.boolean(),
      learningRate: fc.constantFrom(1e-3, 2e-3),
    })
    fc.assert(
      fc.property(task, ({ teacher, ...rest }) => {
        const target = reference.crossCorrelation(rest.input, teacher)
        const expected = reference.learnKernel({ ...rest, target, iterations: 4 })
        const path = learnKernel({ ...rest, teacher, iterations: 4 })
        close(path.losses, expected.losses)
        close(path.kernels, expected.kernels)
      }),
      { numRuns: 60 },
    )
  })

  it('by a convolution ends at the flipped kernel', () => {
    const { kernels } = learnKernel({ ...chapter, start: { seed: 3 }, iterations: 300, flip: true })
    close(kernels.at(-1), [[-1, 1]], 1e-3)
  })

  it('stops when the numbers are no longer finite', () => {
    const path = learnKernel({ ...chapter, start: { seed: 0 }, learningRate: 10, iterations: 1000 })
    expect(path.diverged).toBe(true)
    expect(flat([path.losses, path.kernels]).every(Number.isFinite)).toBe(true)
    expect(path.kernels.length).toBe(path.losses.length + 1)
  })

  it('draws the same first kernel from the same seed, within PyTorch’s bounds', () => {
    const first = (seed: number) =>
      learnKernel({ ...chapter, start: { seed }, iterations: 1 }).kernels[0]!
    expect(first(7)).toEqual(first(7))
    expect(first(7)).not.toEqual(first(8))
    expect(flat(first(7)).every((value) => Math.abs(value) <= Math.SQRT1_2)).toBe(true)
  })

  it('refuses what does not fit', () => {
    expect(() =>
      learnKernel({ ...chapter, teacher: [[1, 2, 3, 4, 5, 6, 7, 8, 9]], start: { seed: 0 } }),
    ).toThrow('1×9 does not fit a picture of 6×8')
    expect(() => learnKernel({ ...chapter, start: [[1, 2, 3]] })).toThrow(
      '1×3, but the one to be learned is 1×2',
    )
  })
})

describe('three layers on one picture', () => {
  const input = [
    [1, 2, 0, 1],
    [0, 1, 3, 0],
    [2, 0, 1, 1],
    [1, 1, 0, 2],
  ]
  const layers = threeLayersResultSchema.parse(threeLayers({ input, radius: 1, seed: 5 }))

  it('each compute what their matrix does', () => {
    expect(layers.dense.weights.shape).toEqual([16, 16])
    expect(layers.kernel.length).toBe(7)
    for (const { difference } of [layers.invariant, layers.local])
      expect(difference).toBeLessThan(1e-5)
    const rows = toGrid(layers.dense.weights.data, [16, 16])
    close(
      layers.dense.output,
      rows.map((row) => row.reduce((sum, weight, cell) => sum + weight * flat(input)[cell]!, 0)),
    )
  })

  it('share V: the invariant one has all of it, the local one its middle', () => {
    close(
      layers.invariant.output,
      reference.conv2d([input], [[layers.kernel]], undefined, window([7, 7], 3, 1, [4, 4]))[0],
    )
    const middle = layers.kernel.slice(2, 5).map((row) => row.slice(2, 5))
    close(
      layers.local.output,
      reference.conv2d([input], [[middle]], undefined, window([3, 3], 1, 1, [4, 4]))[0],
    )
    expect(isDoublyBlockToeplitz(matrixPattern([4, 4], window([7, 7], 3, 1, [4, 4])))).toBe(true)
    expect(threeLayers({ input, radius: 3, seed: 5 }).local.output).toEqual(layers.invariant.output)
  })

  it('refuse what is not square, too large, or beyond the picture', () => {
    expect(() => threeLayers({ input: [[1, 2]], radius: 0, seed: 0 })).toThrow('must be square')
    expect(() =>
      threeLayers({
        input: Array.from({ length: 13 }, () => new Array<number>(13).fill(0)),
        radius: 0,
        seed: 0,
      }),
    ).toThrow('28561 weights')
    expect(() => threeLayers({ input, radius: 4, seed: 0 })).toThrow('at most 3')
  })
})

describe('shifted inputs', () => {
  const kernel = [
    [1, 0, -1],
    [2, 1, 0],
    [0, 1, 3],
  ]
  const task = { kernel, padding: 'zero', stride: 1, pool: null, edge: 'zero' } as const
  const outputs = (tensor: { shape: readonly number[]; data: Float32Array }) =>
    Array.from({ length: tensor.shape[0]! }, (_, at) =>
      toGrid(
        tensor.data,
        [tensor.shape[1]!, tensor.shape[2]!],
        at * tensor.shape[1]! * tensor.shape[2]!,
      ),
    )

  it('give in one batch the same as each one separately', () => {
    const shift = fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 }))
    const settings = fc.record({
      padding: fc.constantFrom('none' as const, 'zero' as const, 'wrap' as const),
      stride: fc.integer({ min: 1, max: 3 }),
      edge: fc.constantFrom('zero' as const, 'wrap' as const),
    })
    fc.assert(
      fc.property(
        grid(6, 7),
        fc.array(shift, { minLength: 1, maxLength: 4 }),
        settings,
        (input, shifts, { padding, stride, edge }) => {
          const result = shiftedOutputsSchema.parse(
            shiftLayers({
              ...task,
              input,
              shifts,
              padding,
              stride,
              edge,
              pool: { kind: 'max', window: 2, stride: 1 },
            }),
          )
          const expected = shifts.map((by) =>
            shiftLayer(shiftGrid(input, by, edge), {
              kernel,
              padding,
              stride,
              pool: { kind: 'max', window: 2, stride: 1 },
            }),
          )
          close(
            outputs(result.convolution),
            expected.map(({ convolution }) => convolution),
          )
          close(
            outputs(result.pooled!),
            expected.map(({ pooled }) => pooled),
          )
        },
      ),
      { numRuns: 80 },
    )
  })

  it('are exactly equivariant with everything wrapped, and not with zeros at a bright edge', () => {
    const input = Array.from({ length: 8 }, (_, i) =>
      Array.from({ length: 8 }, (_, j) => 1 + ((3 * i + 5 * j) % 7)),
    )
    const error = (padding: 'zero' | 'wrap'): number => {
      const [still, moved] = outputs(
        shiftLayers({
          ...task,
          input,
          padding,
          edge: 'wrap',
          shifts: [
            [0, 0],
            [1, 2],
          ],
        }).convolution,
      )
      return equivarianceError(still!, moved!, [1, 2], [1, 1]).largest
    }
    expect(error('wrap')).toBeLessThan(1e-5)
    expect(error('zero')).toBeGreaterThan(1)
  })

  it('change a pooled map less than the map', () => {
    const input = Array.from({ length: 12 }, (_, i) =>
      Array.from({ length: 12 }, (_, j) => (i > 3 && i < 8 && j > 3 && j < 8 ? 1 : 0)),
    )
    const { convolution, pooled } = shiftLayers({
      ...task,
      input,
      shifts: [
        [0, 0],
        [0, 1],
      ],
      pool: { kind: 'max', window: 3, stride: 1 },
    })
    const change = (tensor: typeof convolution): number =>
      invariance(outputs(tensor)[0]!, outputs(tensor)[1]!).relative
    expect(change(pooled!)).toBeLessThan(change(convolution))
  })

  it('refuse a kernel or a pooling window that does not fit', () => {
    expect(() =>
      shiftLayers({ ...task, input: [[1, 2]], padding: 'none', shifts: [[0, 0]] }),
    ).toThrow('3×3 does not fit a picture of 1×2')
    expect(() =>
      shiftLayers({
        ...task,
        input: [[1, 2]],
        pool: { kind: 'avg', window: 2, stride: 2 },
        shifts: [[0, 0]],
      }),
    ).toThrow('2×2 does not fit a picture of 1×2')
  })
})

describe('the response of the bundled LeNet', () => {
  it('is the network’s own prediction without a shift, a distribution at every shift, and independent of what left the picture', async () => {
    const boot = await decodePicture(
      readFileSync(resolve(__dirname, '../../../resources/samples/ankle-boot.png')),
    )
    const loaded = await loadModel('bundled:lenet')
    const shifts: Pair[] = [
      [0, 0],
      [0, 3],
      [0, 28],
      [28, 0],
    ]
    const { classes, probabilities, input } = responseSchema.parse(
      await shiftResponse(loaded, boot, shifts, false),
    )
    expect(probabilities.shape).toEqual([4, 10])
    const rows = toGrid(probabilities.data, [4, 10])
    for (const row of rows) expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5)
    const { predictions } = await forward(loaded, boot)
    close(
      predictions.map(({ index }) => rows[0]![index]!),
      predictions.map(({ probability }) => probability),
    )
    expect(classes).toEqual([...loaded.classes])
    expect(rows[1]).not.toEqual(rows[0])
    close(rows[2], rows[3])
    expect(input.shape).toEqual([28, 28, 1])
  })
})

describe('a 1×1 convolution', () => {
  it('is a dense layer at every pixel: the chapter’s assertion', () => {
    for (const seed of [0, 1, 2]) {
      const { sum, largest, input, kernel, convolution } = pixelwiseResultSchema.parse(
        pixelwise({ channels: 3, outputs: 2, height: 3, width: 3, seed }),
      )
      expect(sum).toBeLessThan(1e-5)
      expect(largest).toBeLessThanOrEqual(sum)
      close(
        convolution,
        reference.conv2d(
          input,
          kernel.map((row) => row.map((value) => [[value]])),
          undefined,
          window([1, 1], 0, 1, [3, 3]),
        ),
      )
    }
  })
})

afterAll(() => {
  // The bundled network is still on the device.
  expect(tensorflow().memory().numTensors - tensors).toBe(10)
})
