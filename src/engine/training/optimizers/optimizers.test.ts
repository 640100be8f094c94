import type { Tensor } from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { optimizerSchema } from '@shared/recipe/optimizers'
import { tensorflow } from '../../runtime/tensorflow'
import { optimizerRule } from './'

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
 * The same five steps by PyTorch's documented algorithm, one weight after another in double
 * precision.
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
