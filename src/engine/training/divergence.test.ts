import { describe, expect, it } from 'vitest'
import { preset } from '@shared/model/presets'
import { parseRecipe, type RecipeInput } from '@shared/model/recipe'
import { divergence } from './divergence'

const said = (changes: Partial<RecipeInput>, step: number): string =>
  divergence(parseRecipe({ model: preset('lenet'), dataset: 'd', ...changes }), step, 100).message

describe('advice after a divergence', () => {
  it('is the learning rate of the step, if nothing else is wrong', () => {
    expect(said({ learningRate: 3 }, 120)).toBe(
      'The training has diverged: at step 120 its numbers are no longer finite. Try a learning rate below 3. The last finite checkpoint is kept.',
    )
    const warming = { learningRate: 1, schedule: { kind: 'cosine', warmupEpochs: 1 } } as const
    expect(said(warming, 50)).toContain('Try a learning rate below 0.5.')
    expect(divergence(parseRecipe({ model: preset('lenet'), dataset: 'd' }), 7, 10)).toMatchObject({
      code: 'diverged',
      details: { step: 7, learningRate: 0.9 },
    })
  })

  it('is the normalisation, if that makes the values enormous', () => {
    const normalisation = { mean: [0.5], std: [1e-6] }
    expect(said({ normalisation }, 2)).toContain('the pictures reach ±500000: check mean')
    expect(said({ normalisation }, 2)).not.toContain('learning rate')
    expect(said({ normalisation: { mean: [0.286], std: [0.353] } }, 40)).toContain('learning rate')
    const colours = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.0001] }
    expect(said({ normalisation: colours }, 40)).toContain('±5940')
  })

  it('is not the learning rate before the first update', () => {
    expect(said({}, 1)).toContain('it is not the learning rate: choose other first weights')
  })

  it('is the schedule, if that has raised the rate', () => {
    const schedule = { kind: 'exponential', factor: 10 } as const
    expect(said({ learningRate: 0.1, schedule }, 201)).toContain(
      'raised the learning rate from 0.1 to 10 by then: choose a factor below 1',
    )
  })

  it('names the first weights and a warm-up in the first steps', () => {
    expect(said({}, 2)).toContain('a rate below 0.9, other first weights, or the schedule cosine')
    expect(said({ schedule: { kind: 'cosine' } }, 2)).toContain('a longer warm-up')
  })
})
