import type { Tensor } from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { optimizerSchema, parseRecipe } from '@shared/model/recipe'
import { preset } from '@shared/model/presets'
import { resolveModel } from '@shared/model/resolve'
import { tensorflow } from '../runtime/tensorflow'
import { initialiseWeights } from './initialise'
import { isChapterPoint } from '../runs/metrics'
import { optimizerRule } from './optimizers'
import { normals } from '@shared/math/picture/noise'
import { epochOrder, uniforms } from '../runtime/random'
import { learningRateAt } from './schedule'

/** A sum of squares with different curvatures; its gradient is c · w. */
const CURVATURE = [1, 10, 0.1]
const START = [1, -2, 3]

/** Five steps of an optimizer on the device. */
function optimised(settings: unknown): number[] {
  const tf = tensorflow()
  return tf.tidy(() => {
    const rule = optimizerRule(optimizerSchema.parse(settings))
    let value: Tensor = tf.tensor1d(START)
    let slots: readonly Tensor[] = rule.slots.map(() => tf.zeros([3]))
    for (let step = 0; step < 5; step++) {
      const numbers = rule.numbers(0.05, step).map((number) => tf.scalar(number))
      ;({ value, slots } = rule.update({
        value,
        gradient: value.mul(tf.tensor1d(CURVATURE)),
        slots,
        numbers,
      }))
    }
    return [...value.dataSync()]
  })
}

/**
 * The same five steps by PyTorch's documented algorithm, one weight at a time, in double precision.
 */
function expected(
  update: (w: number, g: number, state: Record<string, number>, t: number) => number,
): number[] {
  return START.map((start, i) => {
    const state: Record<string, number> = { v: 0, m: 0, b: 0 }
    let w = start
    for (let t = 1; t <= 5; t++) w = update(w, (CURVATURE[i] ?? NaN) * w, state, t)
    return w
  })
}

const OPTIMIZERS: readonly [string, unknown, number[]][] = [
  ['SGD', { kind: 'sgd' }, expected((w, g) => w - 0.05 * g)],
  [
    'SGD with momentum',
    { kind: 'sgd', momentum: 0.9 },
    expected((w, g, s) => w - 0.05 * (s['v'] = 0.9 * (s['v'] ?? 0) + g)),
  ],
  [
    'SGD with Nesterov and weight decay',
    { kind: 'sgd', momentum: 0.9, nesterov: true, weightDecay: 0.1 },
    expected((w, gradient, s) => {
      const g = gradient + 0.1 * w
      const v = (s['v'] = 0.9 * (s['v'] ?? 0) + g)
      return w - 0.05 * (g + 0.9 * v)
    }),
  ],
  [
    'Adam with weight decay',
    { kind: 'adam', weightDecay: 0.1 },
    expected((w, gradient, s, t) => {
      const g = gradient + 0.1 * w
      const m = (s['m'] = 0.9 * (s['m'] ?? 0) + 0.1 * g)
      const v = (s['v'] = 0.999 * (s['v'] ?? 0) + 0.001 * g * g)
      return w - (0.05 * (m / (1 - 0.9 ** t))) / (Math.sqrt(v / (1 - 0.999 ** t)) + 1e-8)
    }),
  ],
  [
    'RMSProp',
    { kind: 'rmsprop' },
    expected(
      (w, g, s) =>
        w - (0.05 * g) / (Math.sqrt((s['v'] = 0.99 * (s['v'] ?? 0) + 0.01 * g * g)) + 1e-8),
    ),
  ],
  [
    'RMSProp with momentum',
    { kind: 'rmsprop', momentum: 0.9 },
    expected((w, g, s) => {
      const v = (s['v'] = 0.99 * (s['v'] ?? 0) + 0.01 * g * g)
      return w - 0.05 * (s['b'] = 0.9 * (s['b'] ?? 0) + g / (Math.sqrt(v) + 1e-8))
    }),
  ],
]

describe('optimizers', () => {
  it.each(OPTIMIZERS)('%s follows PyTorch’s formula', (_, settings, values) => {
    optimised(settings).forEach((value, i) => expect(value).toBeCloseTo(values[i] ?? NaN, 4))
  })
})

describe('learningRateAt', () => {
  const at = (schedule: object, step: number): number =>
    learningRateAt(
      parseRecipe({
        model: preset('lenet'),
        dataset: 'd',
        learningRate: 0.8,
        epochs: 10,
        schedule,
      }),
      step,
      100,
    )

  it('is constant, falls in steps or smoothly', () => {
    expect(at({ kind: 'constant' }, 999)).toBe(0.8)
    expect(
      [0, 199, 200, 400].map((step) => at({ kind: 'step', everyEpochs: 2, factor: 0.5 }, step)),
    ).toEqual([0.8, 0.8, 0.4, 0.2])
    expect(at({ kind: 'exponential', factor: 0.5 }, 150)).toBeCloseTo(0.8 * 0.5 ** 1.5, 12)
  })

  it('rises to the full rate and follows half a cosine to nothing', () => {
    const cosine = { kind: 'cosine', warmupEpochs: 2 }
    expect(at(cosine, 0)).toBeCloseTo(0.8 / 200, 12)
    expect(at(cosine, 199)).toBeCloseTo(0.8, 12)
    expect(at(cosine, 600)).toBeCloseTo(0.4, 12)
    expect(at(cosine, 999)).toBeLessThan(1e-4)
  })
})

describe('isChapterPoint', () => {
  it('is train_ch6’s: every 47th of 235 batches and the last, five times an epoch', () => {
    const points = Array.from({ length: 470 }, (_, i) => i + 1).filter((step) =>
      isChapterPoint(step, 235),
    )
    expect(points).toEqual([47, 94, 141, 188, 235, 282, 329, 376, 423, 470])
  })
})

describe('initialiseWeights', () => {
  const model = resolveModel(preset('lenet'))
  const all = (initializer: 'xavierUniform' | 'heNormal', seed: number) =>
    initialiseWeights(model, { seed, initializer, biasInitializer: 'uniformFanIn' })

  it('keeps to the bounds of Xavier and of PyTorch’s biases', () => {
    const weights = all('xavierUniform', 0)
    const largest = (name: string): number =>
      Math.max(...(weights.get(name)?.data ?? []).map(Math.abs))
    const bound = Math.sqrt(6 / (400 + 120))
    expect(largest('dense1.weight')).toBeLessThanOrEqual(bound)
    expect(largest('dense1.weight')).toBeGreaterThan(0.99 * bound)
    expect(largest('dense1.bias')).toBeLessThanOrEqual(1 / Math.sqrt(400))
    expect(largest('conv2.weight')).toBeLessThanOrEqual(Math.sqrt(6 / (150 + 400)))
  })

  it('has He’s deviation, the same bits for a seed, others for another', () => {
    const values = [...(all('heNormal', 0).get('dense1.weight')?.data ?? [])]
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length)
    expect(deviation / Math.sqrt(2 / 400)).toBeCloseTo(1, 1)
    expect(all('heNormal', 0)).toEqual(all('heNormal', 0))
    expect(all('heNormal', 0)).not.toEqual(all('heNormal', 1))
  })
})

describe('seeded randomness', () => {
  it('visits every example once in each epoch, in another order', () => {
    const orders = [0, 1].map((epoch) => epochOrder(3, epoch, 500))
    for (const order of orders)
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, i) => i))
    expect(orders[0]).not.toEqual(orders[1])
    expect(epochOrder(3, 1, 500)).toEqual(orders[1])
  })

  it('draws normal numbers with mean 0 and deviation 1', () => {
    const next = normals(uniforms(1, 'initialise'))
    const values = Array.from({ length: 20_000 }, next)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    expect(Math.abs(mean)).toBeLessThan(0.03)
    expect(Math.abs(variance - 1)).toBeLessThan(0.05)
  })
})
