import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  crossCorrelation,
  flip,
  kernelGradient,
  largestLearningRate,
  learnKernel,
  type Grid,
} from './index'
import vectors from './vectors.json'

const edges = vectors['6.2.1 vertical edges']
const chapter = {
  input: edges.input,
  target: edges.output,
  learningRate: 3e-2,
  iterations: 10,
  flip: false,
}

describe('learning a kernel', () => {
  it.each(vectors['6.2.1 learning a kernel (lr 0.03, 10 iterations, sum of squares)'])(
    'from $start',
    ({ start, loss_before_each_update: losses, learned }) => {
      const path = learnKernel({ ...chapter, start })
      path.losses.forEach((loss, iteration) => expect(loss).toBeCloseTo(losses[iteration] ?? 0, 5))
      path.kernels
        .at(-1)
        ?.flat()
        .forEach((value, cell) => expect(value).toBeCloseTo(learned[0]?.[cell] ?? 0, 5))
    },
  )

  it('learns the flipped kernel through a convolution, at every step', () => {
    const task = { ...chapter, start: [[0.5, 0.25]] }
    const flipped = learnKernel({ ...task, start: flip(task.start), flip: true })
    const plain = learnKernel(task)
    expect(flipped.losses).toEqual(plain.losses)
    expect(flipped.kernels.map(flip)).toEqual(plain.kernels)
  })

  it('has the gradient that finite differences find', () => {
    const grid = (height: number, width: number): fc.Arbitrary<number[][]> =>
      fc.array(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: width, maxLength: width }), {
        minLength: height,
        maxLength: height,
      })
    const task = fc.record({
      input: grid(4, 5),
      target: grid(3, 4),
      kernel: grid(2, 2),
      flip: fc.boolean(),
    })
    fc.assert(
      fc.property(task, ({ kernel, ...rest }) => {
        const loss = (k: Grid): number =>
          learnKernel({ ...rest, start: k, learningRate: 0, iterations: 1 }).losses[0] ?? 0
        const moved = (a: number, b: number, by: number): Grid =>
          kernel.map((row, i) => row.map((value, j) => (i === a && j === b ? value + by : value)))
        const gradient = kernelGradient(rest, kernel)
        // Central differences of a quadratic are exact.
        kernel.forEach((row, a) =>
          row.forEach((_, b) =>
            expect(gradient[a]?.[b]).toBeCloseTo(
              (loss(moved(a, b, 1)) - loss(moved(a, b, -1))) / 2,
              6,
            ),
          ),
        )
      }),
    )
  })
})

describe('the largest learning rate', () => {
  it('is 1/30 for the chapter’s image: 0.03 converges, 0.04 does not', () => {
    expect(largestLearningRate(edges.input, [1, 2])).toBeCloseTo(1 / 30, 9)
    const last = (learningRate: number): number =>
      learnKernel({ ...chapter, start: [[0.5, 0.25]], learningRate, iterations: 200 }).losses.at(
        -1,
      ) ?? 0
    expect(last(0.03)).toBeLessThan(1e-9)
    expect(last(0.0333)).toBeLessThan(last(0.0334))
    expect(last(0.04)).toBeGreaterThan(1e6)
  })

  it('separates convergence from divergence for any input', () => {
    const input: Grid = Array.from({ length: 6 }, (_, i) =>
      Array.from({ length: 7 }, (_, j) => Math.sin(3 * i + 5 * j)),
    )
    const target = crossCorrelation(input, [
      [1, 2],
      [0, -1],
    ])
    const limit = largestLearningRate(input, [2, 2])
    const last = (factor: number): number =>
      learnKernel({
        input,
        target,
        start: [
          [0, 0],
          [0, 0],
        ],
        learningRate: factor * limit,
        iterations: 400,
        flip: false,
      }).losses.at(-1) ?? 0
    expect(last(0.98)).toBeLessThan(1e-2)
    expect(last(1.02)).toBeGreaterThan(1e2)
    expect(largestLearningRate([[0, 0, 0]], [1, 2])).toBe(Infinity)
  })
})
