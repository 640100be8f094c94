import { describe, expect, it } from 'vitest'
import { sayPhrase } from '../errors'
import { extendedRecipe, scheduleRemark, type Standing } from './extension'
import { learningRateAt } from './learning-rate'
import { preset } from './presets'
import { parseRecipe } from './recipe'

const STEPS = 100
const standing = (schedule: object, step = 2 * STEPS): Standing => ({
  recipe: parseRecipe({
    model: preset('lenet'),
    dataset: 'd',
    epochs: 2,
    learningRate: 0.8,
    schedule,
  }),
  stepsPerEpoch: STEPS,
  step,
})
const said = (schedule: object, step?: number): string | undefined => {
  const words = scheduleRemark(standing(schedule, step), 4)
  return words && sayPhrase(words)
}

describe('a run with another number of epochs', () => {
  it('has the same recipe except for that number', () => {
    const before = standing({ kind: 'constant' })
    expect(extendedRecipe(before, 4)).toEqual({ ...before.recipe, epochs: 4 })
  })

  it('may end earlier than planned, but not before its current epoch', () => {
    const half = standing({ kind: 'constant' }, 50)
    expect(extendedRecipe(half, 1).epochs).toBe(1)
    expect(() => extendedRecipe(standing({ kind: 'constant' }), 2)).toThrow(/2 epochs are done/)
    expect(() => extendedRecipe(standing({ kind: 'constant' }), 1)).toThrow(/2 epochs are done/)
  })

  it.each([
    ['constant', { kind: 'constant' }],
    ['step', { kind: 'step', everyEpochs: 1, factor: 0.5 }],
    ['exponential', { kind: 'exponential', factor: 0.9 }],
  ])('has the rates of one training of so many epochs: %s', (_, schedule) => {
    const { recipe } = standing(schedule)
    for (const step of [0, 99, 100, 199])
      expect(learningRateAt(recipe, step, STEPS)).toBe(
        learningRateAt({ ...recipe, epochs: 4 }, step, STEPS),
      )
  })

  it('describes what each schedule does', () => {
    expect(said({ kind: 'constant' })).toBeUndefined()
    expect(said({ kind: 'step', everyEpochs: 3, factor: 0.5 })).toMatch(
      /× 0\.5 after every 3 epochs, as in one training of 4 epochs/,
    )
    expect(said({ kind: 'exponential', factor: 0.9 })).toMatch(/× 0\.9 an epoch/)
    // Half a cosine over 4 epochs is at half its height after 2; over 2 epochs it is 0.
    expect(said({ kind: 'cosine' })).toMatch(
      /recomputed for 4: the learning rate was 0\.0000493, continues at 0\.4, and falls to 0/,
    )
  })
})
