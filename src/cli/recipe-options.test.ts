import { AppError } from '@shared/errors'
import { preset } from '@shared/model/presets'
import { InvalidArgumentError } from 'commander'
import { describe, expect, it } from 'vitest'
import { recipeFrom } from './recipe-options'
import { parseNormalisation, parseSchedule } from './schedule'

const lenet = preset('lenet')

describe('recipe of a train command', () => {
  it('is the chapter’s without options', () => {
    expect(recipeFrom(lenet, {}, undefined)).toMatchObject({
      model: lenet,
      dataset: 'fashion-mnist',
      optimizer: { kind: 'sgd', momentum: 0, nesterov: false },
      learningRate: 0.9,
      batchSize: 256,
      epochs: 10,
      seed: 0,
      initializer: 'xavierUniform',
      biasInitializer: 'uniformFanIn',
    })
  })

  it('takes options over the file, and the file over the chapter', () => {
    const file = {
      model: lenet,
      epochs: 3,
      batchSize: 64,
      learningRate: 0.1,
      optimizer: { kind: 'sgd', momentum: 0.9 },
    }
    const recipe = recipeFrom(undefined, { epochs: 5, nesterov: true, checkpointEvery: 7 }, file)
    expect(recipe).toMatchObject({
      epochs: 5,
      batchSize: 64,
      learningRate: 0.1,
      checkpointEverySteps: 7,
    })
    expect(recipe.optimizer).toMatchObject({ kind: 'sgd', momentum: 0.9, nesterov: true })
    expect(recipeFrom(undefined, {}, { recipe: file, state: 'finished' })).toMatchObject({
      batchSize: 64,
    })
  })

  it('drops the settings of another optimizer, and gives an adaptive one a rate that suits it', () => {
    const file = { model: lenet, optimizer: { kind: 'sgd', momentum: 0.9 }, learningRate: 0.9 }
    expect(recipeFrom(undefined, { optimizer: 'adam' }, file)).toMatchObject({
      optimizer: { kind: 'adam', beta1: 0.9 },
      learningRate: 0.001,
    })
    expect(recipeFrom(undefined, { optimizer: 'rmsprop', lr: 0.01 }, file)).toMatchObject({
      learningRate: 0.01,
    })
  })

  it.each([
    [{ optimizer: 'adam', momentum: 0.9 } as const, {}, /momentum/],
    [{}, { epochs: 'many' }, /epochs/],
    [{}, { colour: 'red' }, /colour/],
    [{}, [], /no JSON object/],
  ])('refuses %j over %j', (options, file, message) => {
    expect(() => recipeFrom(lenet, options, file)).toThrow(AppError)
    expect(() => recipeFrom(lenet, options, file)).toThrow(message)
  })

  it('needs a model', () => {
    expect(() => recipeFrom(undefined, {}, {})).toThrow(/model/)
  })
})

describe('schedule and normalisation in words', () => {
  it.each([
    ['constant', { kind: 'constant' }],
    ['step:5:0.1', { kind: 'step', everyEpochs: 5, factor: 0.1 }],
    ['exponential:0.9', { kind: 'exponential', factor: 0.9 }],
    ['cosine', { kind: 'cosine', warmupEpochs: 0 }],
    ['cosine:2', { kind: 'cosine', warmupEpochs: 2 }],
  ])('%s', (text, schedule) => {
    expect(parseSchedule(text)).toEqual(schedule)
  })

  it('reads means and deviations', () => {
    expect(parseNormalisation('0.286/0.353')).toEqual({ mean: [0.286], std: [0.353] })
    expect(parseNormalisation('0.5,0.4,0.3/1,1,2')).toEqual({
      mean: [0.5, 0.4, 0.3],
      std: [1, 1, 2],
    })
  })

  it.each(['step', 'step:5', 'exponential:x', 'cosine:-1', 'linear'])(
    'refuses the schedule %s',
    (text) => {
      expect(() => parseSchedule(text)).toThrow(InvalidArgumentError)
    },
  )
  it.each([
    '',
    '1',
    '1/0',
    '1/',
    'a/b',
    '1,/2',
    '0/-1',
    '0/nan',
    'NaN/1',
    '0/1e-40',
    '0.1/0.2/0.3',
  ])('refuses the normalisation "%s"', (text) => {
    expect(() => parseNormalisation(text)).toThrow(InvalidArgumentError)
  })
})
