import type { Tensor, Tensor2D } from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { layerSchema } from '@shared/layers'
import { ACTIVATIONS, type ActivationFunction } from '@shared/layers/activation'
import { FUNCTIONS } from '@shared/model/trace/functions'
import { crossEntropy } from '../runtime/kernels/cross-entropy'
import { tensorflow } from '../runtime/tensorflow'
import { compute, dot, noise, slope, trainingPass } from './testing/layers'

const logistic = (x: number): number => 1 / (1 + Math.exp(-x))

/** The error function 2/√π ∫₀ˣ e^(−t²) dt, by Simpson's rule. */
function erf(x: number): number {
  const steps = 400
  const width = x / steps
  const weight = (i: number): number => (i === 0 || i === steps ? 1 : i % 2 === 0 ? 2 : 4)
  const sum = Array.from(
    { length: steps + 1 },
    (_, i) => weight(i) * Math.exp(-((i * width) ** 2)),
  ).reduce((a, b) => a + b, 0)
  return (2 / Math.sqrt(Math.PI)) * (width / 3) * sum
}

/** PyTorch's definitions, and LeCun's of 1998. */
const FORMULAS: { readonly [F in ActivationFunction]: (x: number) => number } = {
  sigmoid: logistic,
  relu: (x) => Math.max(x, 0),
  tanh: Math.tanh,
  scaledTanh: (x) => 1.7159 * Math.tanh((2 * x) / 3),
  leakyRelu: (x) => (x > 0 ? x : 0.01 * x),
  elu: (x) => (x > 0 ? x : Math.exp(x) - 1),
  selu: (x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.exp(x) - 1)),
  gelu: (x) => (x * (1 + erf(x / Math.SQRT2))) / 2,
  geluTanh: (x) => (x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)))) / 2,
  swish: (x) => x * logistic(x),
  hardSwish: (x) => (x <= -3 ? 0 : x >= 3 ? x : (x * (x + 3)) / 6),
  hardSigmoid: (x) => (x <= -3 ? 0 : x >= 3 ? 1 : x / 6 + 0.5),
  mish: (x) => x * Math.tanh(Math.log1p(Math.exp(x))),
  softplus: (x) => Math.log1p(Math.exp(x)),
  softsign: (x) => x / (1 + Math.abs(x)),
  relu6: (x) => Math.min(Math.max(x, 0), 6),
  linear: (x) => x,
}

describe.each(ACTIVATIONS)('activation %s', (name) => {
  const layer = { kind: 'activation', function: name } as const
  // No value near 0 or 6, where some functions have a corner.
  const points = [-4, -2.5, -1, -0.3, 0.4, 1.2, 2.7, 5, 7]

  it('is PyTorch’s function', () => {
    const tf = tensorflow()
    tf.tidy(() => {
      const y = compute(layer, [tf.tensor2d([points])]).dataSync()
      points.forEach((x, i) => expect(y[i]).toBeCloseTo(FORMULAS[name](x), 4))
    })
  })

  it('has the derivative of it', () => {
    const tf = tensorflow()
    tf.tidy(() => {
      const derivative = tf
        .grad((a: Tensor) => compute(layer, [a]))(tf.tensor2d([points]))
        .dataSync()
      points.forEach((x, i) =>
        expect(derivative[i]).toBeCloseTo(
          (FORMULAS[name](x + 1e-4) - FORMULAS[name](x - 1e-4)) / 2e-4,
          3,
        ),
      )
    })
  })
})

describe('activations that a number shapes', () => {
  const points = [-4, -2, -0.6, 0.4, 1.2, 3]
  it.each<[string, object, (x: number) => number]>([
    ['leakyRelu', { slope: 0.2 }, (x) => (x > 0 ? x : 0.2 * x)],
    ['elu', { alpha: 0.3 }, (x) => (x > 0 ? x : 0.3 * (Math.exp(x) - 1))],
    // Keras 2's hard_sigmoid and ONNX's HardSigmoid without attributes.
    ['hardSigmoid', { slope: 0.2 }, (x) => Math.min(Math.max(0.2 * x + 0.5, 0), 1)],
  ])('%s with %o', (name, number, formula) => {
    const tf = tensorflow()
    tf.tidy(() => {
      const f = (x: Tensor): Tensor =>
        compute({ kind: 'activation', function: name, ...number }, [x])
      const x = tf.tensor2d([points])
      const [y, derivative] = [f(x).dataSync(), tf.grad(f)(x).dataSync()]
      points.forEach((at, i) => {
        expect(y[i]).toBeCloseTo(formula(at), 5)
        expect(derivative[i]).toBeCloseTo((formula(at + 1e-4) - formula(at - 1e-4)) / 2e-4, 3)
        expect(
          FUNCTIONS[name as ActivationFunction](at, Object.values(number)[0] as number),
        ).toBeCloseTo(formula(at), 12)
      })
    })
  })

  it('have finite gradients at 0 and far from it', () => {
    const tf = tensorflow()
    tf.tidy(() => {
      const x = tf.tensor1d([0, -0, 50, -50, 1e4, -1e4])
      for (const name of ACTIVATIONS)
        for (const value of tf
          .grad((a: Tensor) => compute({ kind: 'activation', function: name }, [a]))(x)
          .dataSync())
          expect([name, Number.isFinite(value)]).toEqual([name, true])
    })
  })

  it('are refused a number that is not theirs', () => {
    for (const wrong of [
      { function: 'relu', slope: 0.1 },
      { function: 'leakyRelu', alpha: 1 },
    ])
      expect(() => layerSchema.parse({ id: 'a', kind: 'activation', ...wrong })).toThrow('Only')
    expect(layerSchema.parse({ id: 'a', kind: 'activation', function: 'elu' })).toEqual({
      id: 'a',
      kind: 'activation',
      function: 'elu',
    })
  })
})

describe('dense', () => {
  it('is x · W + b, and its gradients follow', () => {
    const tf = tensorflow()
    tf.tidy(() => {
      const [x, weight, bias] = [noise([3, 4], 1), noise([4, 2], 2), noise([2], 3)]
      const f = (...[a, w, b]: Tensor[]): Tensor =>
        compute({ kind: 'dense', units: 2 }, [a as Tensor], {
          weights: { weight: w as Tensor, bias: b as Tensor },
        })
      const [values, matrix, biases] = [
        x.arraySync() as number[][],
        weight.arraySync() as number[][],
        [...bias.dataSync()],
      ]
      const expected = values.flatMap((row) =>
        biases.map((b, unit) =>
          row.reduce((sum, value, i) => sum + value * (matrix[i]?.[unit] ?? NaN), b),
        ),
      )
      f(x, weight, bias)
        .dataSync()
        .forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 4))

      const squared = (...args: Tensor[]): Tensor =>
        f(...args)
          .square()
          .sum()
      const inputs = [x, weight, bias]
      const gradients = tf.grads(squared)(inputs)
      inputs.forEach((input, i) => {
        const direction = noise(input.shape, 7 + i)
        const along = (moved: Tensor): Tensor =>
          squared(...inputs.map((other, j) => (i === j ? moved : other)))
        expect(dot(gradients[i] as Tensor, direction)).toBeCloseTo(
          slope(along, input, direction),
          1,
        )
      })
    })
  })
})

describe('dropout', () => {
  const layer = { kind: 'dropout', rate: 0.3 } as const
  const masked = (step: number, index = 0): number[] =>
    tensorflow().tidy(() => [
      ...compute(layer, [tensorflow().ones([50, 200])], {
        training: trainingPass(step),
        index,
      }).dataSync(),
    ])

  it('sets about `rate` of the values to 0 and scales the rest so that the mean stays', () => {
    const values = masked(0)
    expect(new Set(values.map((value) => value.toFixed(5)))).toEqual(
      new Set(['0.00000', (1 / 0.7).toFixed(5)]),
    )
    const share = values.filter((value) => value === 0).length / values.length
    // 10,000 draws: the standard deviation of the share is 0.0046.
    expect(Math.abs(share - 0.3)).toBeLessThan(0.02)
  })

  it('draws the same mask for the same step, another for another step or layer', () => {
    expect(masked(4)).toEqual(masked(4))
    expect(masked(4)).not.toEqual(masked(5))
    expect(masked(4)).not.toEqual(masked(4, 1))
  })

  it('does nothing while predicting, and passes the gradient through its mask while training', () => {
    const tf = tensorflow()
    tf.tidy(() => {
      const x = noise([5, 8], 1)
      expect([...compute(layer, [x]).dataSync()]).toEqual([...x.dataSync()])
      const gradient = tf.grad((a: Tensor) => compute(layer, [a], { training: trainingPass(2) }))(x)
      const mask = compute(layer, [tf.onesLike(x)], { training: trainingPass(2) })
      expect([...gradient.dataSync()]).toEqual([...mask.dataSync()])
    })
  })
})

describe('shapes', () => {
  it('flatten lets channels run fastest; globalAvgPool2d is the mean of each; add and concat take many', () => {
    const tf = tensorflow()
    tf.tidy(() => {
      const x = tf.tensor4d([1, 10, 2, 20, 3, 30, 4, 40], [1, 2, 2, 2])
      expect(compute({ kind: 'flatten' }, [x]).arraySync()).toEqual([[1, 10, 2, 20, 3, 30, 4, 40]])
      expect(compute({ kind: 'globalAvgPool2d' }, [x]).arraySync()).toEqual([[2.5, 25]])
      const three = { inputs: ['a', 'b', 'c'] }
      expect([...compute({ kind: 'add', ...three }, [x, x, x]).dataSync()]).toEqual([
        3, 30, 6, 60, 9, 90, 12, 120,
      ])
      expect(compute({ kind: 'concat', inputs: ['a', 'b'] }, [x, x.neg()]).arraySync()).toEqual([
        [
          [
            [1, 10, -1, -10],
            [2, 20, -2, -20],
          ],
          [
            [3, 30, -3, -30],
            [4, 40, -4, -40],
          ],
        ],
      ])
    })
  })
})

describe('softmax and cross-entropy', () => {
  it('follow their formulas, the gradient of cross-entropy being softmax − one-hot', () => {
    const tf = tensorflow()
    tf.tidy(() => {
      const logits = tf.tensor2d([
        [1, 2, 4],
        [0, -1, 3],
      ])
      const labels = tf.tensor1d([2, 0], 'int32')
      const probabilities = compute({ kind: 'softmax' }, [logits]).arraySync() as number[][]
      const exponentials = [
        [1, 2, 4],
        [0, -1, 3],
      ].map((row) => row.map(Math.exp))
      exponentials.forEach((row, i) => {
        const sum = row.reduce((a, b) => a + b, 0)
        row.forEach((value, j) => expect(probabilities[i]?.[j]).toBeCloseTo(value / sum, 5))
      })
      const losses = crossEntropy(tf, logits, labels).dataSync()
      expect(losses[0]).toBeCloseTo(-Math.log(probabilities[0]?.[2] ?? NaN), 5)
      const gradient = tf
        .grad((x: Tensor) => crossEntropy(tf, x as Tensor2D, labels))(logits)
        .arraySync() as number[][]
      expect(gradient[0]?.[2]).toBeCloseTo((probabilities[0]?.[2] ?? NaN) - 1, 5)
      expect(gradient[1]?.[1]).toBeCloseTo(probabilities[1]?.[1] ?? NaN, 5)
    })
  })
})
