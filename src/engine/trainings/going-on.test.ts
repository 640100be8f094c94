import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { allButHead } from '@shared/model/frozen'
import { preset } from '@shared/model/presets'
import type { Recipe, RecipeInput } from '@shared/model/recipe'
import { resolveModel } from '@shared/model/resolve'
import type { NamedArrays } from '@shared/model/weights'
import { readEpochWeights } from '../runs/epoch-weights'
import { readNewestCheckpoint } from '../runs/testing/newest-checkpoint'
import { tensorflow } from '../runtime/tensorflow'
import { goingOn } from './going-on'
import { canBeSplit, Trainable } from '../training/trainable'
import { EagerStepLoop } from '../training/eager-step-loop'
import { firstWeights } from '../training/first-weights'
import { GraphStepLoop } from '../training/graph-step-loop'
import { initialiseWeights } from '../training/initialise'
import { runTraining, type RunTrainingOptions } from '../training/run-training'
import { data, recipe } from '../training/testing/recipes'
import { compareSteps, indicesOf, partsOf, worst } from '../training/testing/step-loops'

vi.mock(import('../datasets'), async (importOriginal) => ({
  ...(await importOriginal()),
  loadDataset: () => Promise.reject(new Error('these tests bring their own data')),
}))

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-going-on-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))
const at = (name: string): string => join(folder, name)
const train = (name: string, options: Partial<RunTrainingOptions>): Promise<string> =>
  runTraining(
    { folder: at(name), onEvent: () => undefined, onState: () => undefined, ...options },
    () => Promise.resolve(data),
  )

const MODES = ['graph', 'eager'] as const
const FROZEN = ['conv1', 'norm1']
/** Weights that nothing else would start from. */
const source = (of: Recipe): NamedArrays =>
  initialiseWeights(resolveModel(of.model), { ...of, seed: 99 })
const begun = (changes: Partial<RecipeInput> = {}) => {
  const asked = recipe(changes)
  return goingOn(asked, { title: 'Source', weights: source(asked) })
}

describe.each(MODES)('frozen layers, %s', (mode) => {
  it('are bit-equal afterwards, have no arrays, and their batch norm predicts', async () => {
    const { recipe: asked, weights } = begun({ frozen: FROZEN, averageDecay: 0.9 })
    await train('run', { mode, recipe: asked, weights })
    const after = await readNewestCheckpoint(at('run'))
    for (const [name, array] of after?.weights ?? []) {
      const isFrozen = FROZEN.some((id) => name.startsWith(`${id}.`))
      if (isFrozen) expect(array, name).toEqual(weights.get(name))
      else expect(array, name).not.toEqual(weights.get(name))
    }
    const arrays = [...(after?.optimizerState.keys() ?? []), ...(after?.averages?.keys() ?? [])]
    expect(arrays.length).toBeGreaterThan(0)
    expect(arrays.every((name) => name.startsWith('dense1.'))).toBe(true)
  })
})

describe('a run that goes on from other weights', () => {
  it('keeps them as epoch 0 and resumes without the model', async () => {
    const { recipe: asked, weights } = begun({ epochs: 1 })
    expect(asked.start).toMatchObject({ title: 'Source', hash: expect.any(String) as string })
    await train('run', { recipe: asked, weights })
    expect(await readEpochWeights(at('run'), 0)).toEqual(weights)
    await rm(join(at('run'), 'checkpoints'), { recursive: true })
    await rm(join(at('run'), 'epochs', 'epoch-00001.npz'))
    await train('run', { epochs: 1 })
    await train('again', { recipe: asked, weights })
    expect((await readNewestCheckpoint(at('run')))?.weights).toEqual(
      (await readNewestCheckpoint(at('again')))?.weights,
    )
  })

  it('is refused without them, and with layers that the network doesn’t have', async () => {
    const { recipe: asked, weights } = begun()
    await expect(train('no', { recipe: asked })).rejects.toThrow('the weights of “Source”')
    const wrong: readonly Partial<Recipe>[] = [
      { frozen: ['relu1'] },
      { frozen: ['conv1', 'norm1', 'dense1'] },
      { layerRates: { conv2: 0.1 } },
      { frozen: ['conv1'], layerRates: { conv1: 0.1 } },
    ]
    for (const changes of wrong)
      await expect(
        train('no', { recipe: { ...asked, ...changes }, weights }),
      ).rejects.toMatchObject({ code: 'invalid-recipe' })
  })

  it('has a new head where the classes are others, and the rest bit-equal', () => {
    const before = recipe()
    const layers = before.model.layers.map((layer) =>
      layer.id === 'dense1' ? { ...layer, units: 5 } : layer,
    )
    const model = resolveModel({ ...before.model, layers })
    const weights = source(before)
    const first = firstWeights(model, before, weights)
    expect(first.fresh).toEqual(['dense1'])
    for (const name of weights.keys())
      if (!name.startsWith('dense1.')) expect(first.weights.get(name)).toBe(weights.get(name))
    expect(first.weights.get('dense1.weight')).toEqual(
      initialiseWeights(model, before).get('dense1.weight'),
    )
    expect(firstWeights(resolveModel(before.model), before, weights, ['conv1']).fresh).toEqual([
      'conv1',
    ])
    expect(() => firstWeights(model, before, new Map())).toThrow('No layer')
    expect(() => firstWeights(model, before, weights, ['x'])).toThrow('no layer “x”')
  })
})

describe('frozen layers and factors of the learning rate', () => {
  const model = preset('modern')
  const resolved = resolveModel(partsOf({ model }).recipe.model)
  const frozen = [...allButHead(resolved, resolved.spec)]

  it('give the same steps compiled as step by step', () => {
    const layerRates = { [frozen.at(-1) ?? '']: 0.1, [frozen.at(-2) ?? '']: 0.25 }
    const parts = partsOf({
      ...{ model, frozen: frozen.slice(0, -2), layerRates },
      optimizer: { kind: 'sgd', momentum: 0.9 },
    })
    const found = compareSteps(parts, 3)
    expect(Math.max(found.loss, found.gradients, found.state)).toBeLessThanOrEqual(1e-5)
  })

  it('can be split where all batch norms are frozen, and compute no gradient below', async () => {
    const parts = partsOf({ model, frozen })
    expect(canBeSplit(parts.model)).toBe(false)
    expect(canBeSplit(parts.model, parts.recipe)).toBe(true)
    const kernels = async (loop: EagerStepLoop): Promise<number> => {
      const { kernelNames } = await tensorflow().profile(() => {
        loop.gradients({ indices: indicesOf(0, parts.train.count), step: 0 })
        return tensorflow().scalar(0)
      })
      loop.dispose()
      return kernelNames.filter((name) => /Grad|Backprop/.test(name)).length
    }
    expect(await kernels(new EagerStepLoop(partsOf({ model })))).toBeGreaterThan(0)
    expect(await kernels(new EagerStepLoop(parts))).toBe(0)
  })

  it('scale a step of each optimizer as a learning rate of its own', () => {
    const lenet = preset('lenet')
    for (const optimizer of [{ kind: 'sgd' }, { kind: 'adamw' }, { kind: 'rmsprop' }] as const) {
      const step = (changes: Partial<RecipeInput>, learningRate: number): NamedArrays => {
        const loop = new GraphStepLoop(partsOf({ model: lenet, optimizer, ...changes }), {
          parts: 1,
        })
        loop.step({ indices: indicesOf(0, 24), learningRate, step: 0 })
        const weights = loop.weights()
        loop.dispose()
        return weights
      }
      const mixed = step({ layerRates: { conv1: 0.5 } }, 0.01)
      const [whole, half] = [step({}, 0.01), step({}, 0.005)]
      const expected = new Map(
        [...whole].map(([name, array]) => [
          name,
          name.startsWith('conv1.') ? (half.get(name) ?? array) : array,
        ]),
      )
      expect(worst(expected, mixed)).toBeLessThan(1e-6)
    }
  })

  it('leave one factor where none is given', () => {
    const { model: plain, recipe: asked, weights } = partsOf({ model: preset('lenet') })
    const trainable = new Trainable(plain, weights, asked)
    expect(trainable.factors).toEqual([1])
    trainable.dispose()
  })
})
