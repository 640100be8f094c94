import { describe, expect, it } from 'vitest'
import { preset } from '@shared/model/presets'
import { resolveModel } from '@shared/model/resolve'
import { initialiseWeights } from './initialise'

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

  it('has He’s standard deviation, and the same bits for the same seed only', () => {
    const values = [...(all('heNormal', 0).get('dense1.weight')?.data ?? [])]
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length)
    expect(deviation / Math.sqrt(2 / 400)).toBeCloseTo(1, 1)
    expect(all('heNormal', 0)).toEqual(all('heNormal', 0))
    expect(all('heNormal', 0)).not.toEqual(all('heNormal', 1))
  })
})
