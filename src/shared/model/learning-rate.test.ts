import { describe, expect, it } from 'vitest'
import { parseRecipe } from '@shared/model/recipe'
import { preset } from '@shared/model/presets'
import { learningRateAt } from './learning-rate'

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
