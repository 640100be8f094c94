import { describe, expect, it } from 'vitest'
import { preset } from '@shared/model/presets'
import { parseRecipe, type RecipeInput } from '@shared/model/recipe'
import { differencesOf } from './differences'

const recipe = (changes: Partial<RecipeInput> = {}) =>
  parseRecipe({ model: preset('lenet'), dataset: 'fashion-mnist', ...changes })

describe('what tells recipes apart', () => {
  it('is nothing where they are alike, whatever lesson they came from', () => {
    expect(differencesOf([recipe(), recipe()])).toEqual([[], []])
    expect(differencesOf([recipe()])).toEqual([[]])
  })

  it('is said of every recipe, in the form’s order', () => {
    expect(differencesOf([recipe({ seed: 1 }), recipe({ learningRate: 0.3 })])).toEqual([
      ['Learning rate 0.9', 'Seed 1'],
      ['Learning rate 0.3', 'Seed 0'],
    ])
  })

  it('is said only of settings that a recipe has', () => {
    const [sgd, adam] = differencesOf([recipe(), recipe({ optimizer: { kind: 'adam' } })])
    expect(sgd).toEqual(['SGD', 'Momentum 0', 'Nesterov No'])
    expect(adam).toEqual(['Adam', 'β₁ 0.9', 'β₂ 0.999', 'ε 1e-8'])
  })

  it('says how many pictures are set aside, and tells lists of one length apart', () => {
    const [one, other, all] = differencesOf([
      recipe({ setAside: { train: [1, 2], test: [] } }),
      recipe({ setAside: { train: [1, 3], test: [] } }),
      recipe(),
    ])
    expect(one?.join()).toMatch(/^Set aside 2 \([0-9a-f]{4}\)$/)
    expect(other).not.toEqual(one)
    expect(all).toEqual(['Set aside None'])
  })

  it('says where weights came from, what is frozen, and how fast layers learn', () => {
    const start = { title: 'Other', hash: 'a'.repeat(64) }
    expect(
      differencesOf([
        recipe({ start, frozen: ['conv1'], layerRates: { conv2: 0.1 } }),
        recipe({ classWeights: 'balanced' }),
      ]),
    ).toEqual([
      [
        'Class weights None',
        'Start from Other',
        'Frozen layers conv1',
        'Factors of the learning rate conv2 × 0.1',
      ],
      [
        'Class weights balanced',
        'Start from None',
        'Frozen layers None',
        'Factors of the learning rate None',
      ],
    ])
  })

  it('says what epochs are measured on', () => {
    const [none, share, own] = differencesOf([
      recipe(),
      recipe({ validation: { from: 'train', share: 0.2, patience: 3 } }),
      recipe({ validation: { from: 'own' } }),
    ])
    expect(none).toEqual(['Validation None: measured on the test part'])
    expect(share).toEqual([
      'Validation A share of the training pictures',
      'Share (0.01 to 0.5) 0.2',
      'Patience in epochs 3',
    ])
    expect(own).toEqual(['Validation The data set’s own part', 'Patience in epochs None'])
  })

  it('names what is empty', () => {
    expect(
      differencesOf([
        recipe(),
        recipe({ limitTrain: 2560, normalisation: { mean: [0.5], std: [0.5] } }),
      ]),
    ).toEqual([
      [
        'Normalise: mean None',
        'Normalise: standard deviation None',
        'Maximum training pictures all',
      ],
      [
        'Normalise: mean 0.5',
        'Normalise: standard deviation 0.5',
        'Maximum training pictures 2560',
      ],
    ])
  })
})
