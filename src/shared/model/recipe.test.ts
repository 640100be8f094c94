import { describe, expect, it } from 'vitest'
import { AppError } from '../errors'
import { preset } from './presets'
import { parseRecipe } from './recipe'

const minimal = { model: preset('lenet'), dataset: 'fashion-mnist' }

describe('a recipe', () => {
  it('takes the chapter’s settings for what is left out', () => {
    expect(parseRecipe(minimal)).toMatchObject({
      optimizer: { kind: 'sgd', momentum: 0 },
      learningRate: 0.9,
      batchSize: 256,
      epochs: 10,
      initializer: 'xavierUniform',
      biasInitializer: 'uniformFanIn',
      loss: 'crossEntropy',
      seed: 0,
    })
  })

  it('survives JSON unchanged', () => {
    const recipe = parseRecipe({
      ...minimal,
      optimizer: { kind: 'adam' },
      schedule: { kind: 'cosine' },
      limitTrain: 512,
      lesson: 'convscope:lesson/lenet?q1Yy',
    })
    expect(parseRecipe(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe)
  })

  it.each([
    ['learningRate', { learningRate: -1 }],
    ['epochs', { epochs: 0 }],
    ['batchSize', { batchSize: 1.5 }],
    ['optimizer', { optimizer: { kind: 'lion' } }],
    ['optimizer.momentum', { optimizer: { kind: 'sgd', momentum: 1 } }],
    ['seed', { seed: -1 }],
    ['lesson', { lesson: 'lenet' }],
    ['lesson', { lesson: `convscope:lesson/lenet?${'a'.repeat(128 * 1024)}` }],
    ['model.layers', { model: { ...minimal.model, layers: [] } }],
  ])('names %s when it is wrong', (field, change) => {
    expect(() => parseRecipe({ ...minimal, ...change })).toThrow(AppError)
    expect(() => parseRecipe({ ...minimal, ...change })).toThrow(field)
  })
})
