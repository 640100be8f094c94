import { describe, expect, it } from 'vitest'
import { preset } from '@shared/model/presets'
import { parseRecipe, type RecipeInput } from '@shared/model/recipe'
import { resolveModel } from '@shared/model/resolve'
import { parseModelSpec } from '@shared/model/spec'
import { checkDraft, type Fault } from './recipe-check'
import { settingsOf } from '@shared/recipe/settings'
import { chapterDraft, draftOf, type DraftField } from './recipe-draft'

const lenet = preset('lenet')
const check = (changes: Partial<ReturnType<typeof chapterDraft>> = {}) =>
  checkDraft({ ...chapterDraft(), ...changes }, lenet, 'fashion-mnist')

describe('the recipe form', () => {
  it('begins with the chapter’s recipe', () => {
    expect(check().recipe).toEqual(parseRecipe({ model: lenet, dataset: 'fashion-mnist' }))
    expect(check().recipe).toMatchObject({
      optimizer: { kind: 'sgd', momentum: 0 },
      learningRate: 0.9,
      batchSize: 256,
      epochs: 10,
      initializer: 'xavierUniform',
    })
  })

  it('leaves out what is set aside in the data set, nothing, or a loaded recipe’s list', () => {
    const present = { contents: 'x', train: [1], test: [2] }
    const own = { train: [5], test: [] }
    const aside = (setAside: ReturnType<typeof chapterDraft>['setAside']) =>
      checkDraft({ ...chapterDraft(), setAside }, lenet, 'mnist', { present }).recipe?.setAside
    expect(aside(chapterDraft().setAside)).toEqual(present)
    expect(aside('none')).toBeUndefined()
    expect(aside(own)).toEqual(own)
    const loaded = parseRecipe({ model: lenet, dataset: 'mnist', setAside: own })
    expect(checkDraft(draftOf(loaded), lenet, 'mnist', { present }).recipe).toEqual(loaded)
  })

  it.each([
    { from: 'train', share: 0.2 },
    { from: 'train', share: 0.1, patience: 4 },
    { from: 'own', patience: 2 },
  ] as const)('takes a validation part as %j', (validation) => {
    const loaded = parseRecipe({ model: lenet, dataset: 'mnist', validation })
    expect(checkDraft(draftOf(loaded), lenet, 'mnist').recipe).toEqual(loaded)
  })

  const normalised = { mean: '0.5', std: '0.5' }
  it.each<[DraftField, string, Partial<Fault>]>([
    ['epochs', 'many', { kind: 'number' }],
    ['epochs', '', { kind: 'number' }],
    ['epochs', '2.5', { kind: 'whole' }],
    ['epochs', '0', { kind: 'atLeast', limit: 1 }],
    ['batchSize', '65537', { kind: 'atMost', limit: 65536 }],
    ['learningRate', '0', { kind: 'moreThan', limit: 0 }],
    ['momentum', '1', { kind: 'lessThan', limit: 1 }],
    ['limitTrain', '-5', { kind: 'atLeast', limit: 1 }],
    ['seed', '-1', { kind: 'atLeast', limit: 0 }],
    ['mean', '', { kind: 'channels', limit: 1 }],
    ['mean', '0.1 0.2', { kind: 'channels', limit: 1 }],
    ['std', '0', { kind: 'moreThan', limit: 0 }],
    ['std', '-1', { kind: 'moreThan', limit: 0 }],
    ['std', '0.1 0.2 0.3', { kind: 'channels', limit: 1 }],
    ['std', 'wide', { kind: 'number' }],
    ['labelSmoothing', '1', { kind: 'lessThan', limit: 1 }],
    ['averageDecay', '0', { kind: 'moreThan', limit: 0 }],
    ['classWeights', '1 0', { kind: 'moreThan', limit: 0 }],
    ['validationShare', '0.6', { kind: 'atMost', limit: 0.5 }],
    ['validationShare', 'some', { kind: 'number' }],
    ['patience', '0', { kind: 'atLeast', limit: 1 }],
    ['patience', '1.5', { kind: 'whole' }],
  ])('says at %s what is wrong with “%s”', (field, text, fault) => {
    const { recipe, faults } = check({ ...normalised, validation: 'train', [field]: text })
    expect(recipe).toBeUndefined()
    expect(faults[field]).toMatchObject(fault)
  })

  it('takes frozen layers, factors and class weights, and checks them by the network', () => {
    const resolved = resolveModel(parseModelSpec(lenet))
    const checked = (changes: Partial<ReturnType<typeof chapterDraft>>) =>
      checkDraft({ ...chapterDraft(), ...changes }, lenet, 'mnist', { classes: 10, resolved })
    const layers = { frozen: ['conv1'], layerRates: { conv1: '0.1', conv2: '0.5', dense1: '' } }
    const { recipe } = checked({ ...layers, classWeights: 'balanced' })
    // A frozen layer has no rate, and an empty factor is none.
    expect(recipe).toMatchObject({ frozen: ['conv1'], classWeights: 'balanced' })
    expect(recipe?.layerRates).toEqual({ conv2: 0.5 })
    expect(checked({ frozen: ['pool1'] }).faults.frozen?.kind).toBe('other')
    expect(checked({ classWeights: '1, 2' }).faults.classWeights?.kind).toBe('other')
    expect(
      checked({ loss: 'meanSquaredError', labelSmoothing: '0.1' }).faults.labelSmoothing?.kind,
    ).toBe('other')
  })

  it('takes numbers as people write them, and leaves out what is empty', () => {
    const { recipe } = check({
      learningRate: ' 1e-3 ',
      limitTrain: '',
      mean: '0.2860',
      std: '0.3530',
    })
    expect(recipe).toMatchObject({
      learningRate: 0.001,
      normalisation: { mean: [0.286], std: [0.353] },
    })
    expect(recipe).not.toHaveProperty('limitTrain')
  })

  it('takes one number for all channels, or one for each', () => {
    const colour = { ...lenet, input: { ...lenet.input, channels: 3 } }
    const normalise = (mean: string) =>
      checkDraft({ ...chapterDraft(), mean, std: '1' }, colour, 'cifar-10')
    expect(normalise('0.5').recipe?.normalisation).toEqual({ mean: [0.5], std: [1] })
    expect(normalise('0.5 0.4 0.3').recipe?.normalisation?.mean).toEqual([0.5, 0.4, 0.3])
    expect(normalise('0.5 0.4').faults.mean).toMatchObject({ kind: 'channels', limit: 3 })
  })

  it('checks only the settings of the chosen optimizer and schedule', () => {
    expect(
      check({ optimizer: 'adam', momentum: 'nonsense', decay: 'nonsense', factor: 'nonsense' })
        .faults,
    ).toEqual({})
    expect(check({ schedule: 'step', factor: 'nonsense' }).faults.factor?.kind).toBe('number')
    expect(settingsOf('adam')).toEqual(['beta1', 'beta2', 'epsilon', 'weightDecay'])
    expect(settingsOf('constant')).toEqual([])
  })

  const recipes: readonly Omit<RecipeInput, 'model' | 'dataset'>[] = [
    {
      optimizer: { kind: 'rmsprop', decay: 0.95, momentum: 0.5 },
      schedule: { kind: 'step', everyEpochs: 3, factor: 0.1 },
    },
    {
      optimizer: { kind: 'adam', beta2: 0.98 },
      learningRate: 1e-7,
      schedule: { kind: 'cosine', warmupEpochs: 1 },
      limitTrain: 1000,
      limitTest: 100,
    },
    {
      optimizer: { kind: 'sgd', momentum: 0.9, nesterov: true },
      normalisation: { mean: [0.5], std: [0.25] },
      checkpointEverySteps: 50,
      loss: 'meanSquaredError',
    },
    {
      schedule: { kind: 'exponential', factor: 0.9 },
      initializer: 'heNormal',
      biasInitializer: 'zeros',
      seed: 0xffffffff,
    },
    { lesson: 'convscope:lesson/lenet?q1YyVLIyAgA' },
  ]
  it.each(recipes)('shows and gives back recipe %#', (changes) => {
    const recipe = parseRecipe({ model: lenet, dataset: 'mnist', ...changes })
    expect(checkDraft(draftOf(recipe), lenet, 'mnist').recipe).toEqual(recipe)
  })
})
