import type { Tensor } from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { tensorflow } from '../runtime/tensorflow'
import { compute, dot, noise, slope, trainingPass } from './testing/layers'

const EPSILON = 1e-5

/** Mean and variance of each channel, dividing by n − `correction`. */
function statistics(
  values: readonly number[],
  channels: number,
  correction: 0 | 1,
): { mean: number[]; variance: number[] } {
  const of = (channel: number): number[] => values.filter((_, i) => i % channels === channel)
  const mean = Array.from(
    { length: channels },
    (_, c) => of(c).reduce((sum, v) => sum + v, 0) / of(c).length,
  )
  const variance = mean.map(
    (m, c) => of(c).reduce((sum, v) => sum + (v - m) ** 2, 0) / (of(c).length - correction),
  )
  return { mean, variance }
}

const weights = (channels: number) => ({
  gamma: noise([channels], 11).abs().add(0.5),
  beta: noise([channels], 12),
  mean: noise([channels], 13),
  variance: noise([channels], 14).abs().add(0.5),
})

const formula = (
  values: readonly number[],
  mean: ArrayLike<number>,
  variance: ArrayLike<number>,
  gamma: ArrayLike<number>,
  beta: ArrayLike<number>,
) =>
  values.map((x, i) => {
    const c = i % mean.length
    return (
      ((gamma[c] ?? NaN) * (x - (mean[c] ?? NaN))) / Math.sqrt((variance[c] ?? NaN) + EPSILON) +
      (beta[c] ?? NaN)
    )
  })

const expectClose = (actual: ArrayLike<number>, expected: ArrayLike<number>): void =>
  Array.from(expected).forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 4))

describe.each([
  ['a map', [4, 3, 5, 2]],
  ['a vector', [6, 3]],
])('batchNorm of %s', (_, shape) => {
  const channels = shape.at(-1) ?? 0

  it('uses the batch while training and tells its mean and unbiased variance', () => {
    const tf = tensorflow()
    tf.tidy(() => {
      const x = noise(shape, 1)
      const w = weights(channels)
      const told: number[][] = []
      const pass = trainingPass(0, (__, mean, variance) =>
        told.push([...mean.dataSync()], [...variance.dataSync()]),
      )
      const y = compute({ kind: 'batchNorm' }, [x], { weights: w, training: pass })
      const values = [...x.dataSync()]
      const batch = statistics(values, channels, 0)
      expectClose(
        y.dataSync(),
        formula(values, batch.mean, batch.variance, w.gamma.dataSync(), w.beta.dataSync()),
      )
      expectClose(told[0] ?? [], batch.mean)
      expectClose(told[1] ?? [], statistics(values, channels, 1).variance)
    })
  })

  it('uses the running statistics otherwise', () => {
    const tf = tensorflow()
    tf.tidy(() => {
      const x = noise(shape, 1)
      const w = weights(channels)
      const [mean, variance, gamma, beta] = [w.mean, w.variance, w.gamma, w.beta].map((t) =>
        t.dataSync(),
      ) as [Float32Array, Float32Array, Float32Array, Float32Array]
      const y = compute({ kind: 'batchNorm' }, [x], { weights: w })
      expect(y.shape).toEqual(shape)
      expectClose(y.dataSync(), formula([...x.dataSync()], mean, variance, gamma, beta))
    })
  })

  it('has the gradients that finite differences give', () => {
    const tf = tensorflow()
    tf.tidy(() => {
      const w = weights(channels)
      const inputs = [noise(shape, 1), w.gamma, w.beta]
      const weighting = noise(shape, 2)
      const f = (...[x, gamma, beta]: Tensor[]): Tensor =>
        compute({ kind: 'batchNorm' }, [x as Tensor], {
          weights: { ...w, gamma: gamma as Tensor, beta: beta as Tensor },
          training: trainingPass(),
        })
          .mul(weighting)
          .sum()
      const gradients = tf.grads((...args: Tensor[]) => f(...args))(inputs)
      inputs.forEach((input, i) => {
        const direction = noise(input.shape, 5 + i)
        const along = (moved: Tensor): Tensor =>
          f(...inputs.map((other, j) => (i === j ? moved : other)))
        expect(dot(gradients[i] as Tensor, direction)).toBeCloseTo(
          slope(along, input, direction),
          1,
        )
      })
    })
  })
})
