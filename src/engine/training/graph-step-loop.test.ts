import { afterEach, describe, expect, it, vi } from 'vitest'
import { ACTIVATIONS } from '@shared/layers/activation'
import { parseRecipe, type Recipe, type RecipeInput } from '@shared/model/recipe'
import { preset, PRESET_IDS } from '@shared/model/presets'
import { resolveModel } from '@shared/model/resolve'
import type { ModelSpecInput } from '@shared/model/spec'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import { Program, TraceError } from '../graph'
import { backend, tensorflow } from '../runtime/tensorflow'
import { differences } from './compare-gradients'
import { createStepLoop } from './create-step-loop'
import type { Examples } from './device-split'
import { EagerStepLoop } from './eager-step-loop'
import { checkBatch, GraphStepLoop } from './graph-step-loop'
import { initialiseWeights } from './initialise'
import type { LoopParts } from './loop-parts'
import { uniforms } from './random'

const BATCH = checkBatch(1)

function noise(count: number, shape: readonly number[], classes: number): Examples {
  const draw = uniforms(5, 'split')
  const bytes = (length: number, below: number): Uint8Array => Uint8Array.from({ length }, () => Math.floor(draw() * below))
  return { count, images: bytes(count * shape.reduce((product, n) => product * n, 1), 256), labels: bytes(count, classes) }
}

function partsOf(changes: Partial<RecipeInput> & Pick<RecipeInput, 'model'>, count = 3 * BATCH): LoopParts {
  const recipe: Recipe = parseRecipe({ dataset: 'noise', batchSize: BATCH, learningRate: 0.01, seed: 3, ...changes })
  const model = resolveModel(recipe.model)
  const examples = noise(count, model.inputShape, model.classes)
  return { model, recipe, weights: initialiseWeights(model, recipe), train: examples, test: examples }
}

/** Examples of a step, drawn from all. */
const indicesOf = (step: number, count: number, size = BATCH): Int32Array => Int32Array.from({ length: size }, (_, i) => (step * 7 + i * 5) % count)

/**
 * With which these networks learn: an adaptive optimizer's first steps move every weight by about its rate, and ten times as
 * much saturates the chapter's LeNet, whose gradients then are differences of probabilities that rounding makes.
 */
const LEARNING_RATES = { sgd: 0.01, adam: 0.001, rmsprop: 0.0003 } as const

const worst = (expected: NamedArrays, actual: NamedArrays): number => Math.max(...differences(expected, actual, 1e-3).values())

/**
 * The same, only of elements whose gradient is among the array's large ones: an adaptive optimizer divides by the gradient's
 * own size, and makes a whole step of one that is nothing but rounding.
 */
function worstOfLarge(expected: NamedArrays, actual: NamedArrays, gradients: NamedArrays): number {
  const large = (name: string, arrays: NamedArrays): [string, NamedArray][] => {
    const array = arrays.get(name)
    const gradient = gradients.get(name.replace(/\/.*/, ''))?.data
    if (!array || !gradient) return []
    const bound = 0.1 * gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    const data = array.data.filter((_, i) => Math.abs(gradient[i] ?? 0) >= bound)
    return [[name, { shape: [data.length], data }]]
  }
  const [left, right] = [expected, actual].map((arrays) => new Map([...expected.keys()].flatMap((name) => large(name, arrays))))
  return worst(left as NamedArrays, right as NamedArrays)
}

/** Makes `steps` steps with both, the graph starting each from the state that the eager loop has reached. */
function compareSteps(parts: LoopParts, steps: number, split = 1): { loss: number; gradients: number; state: number } {
  const eager = new EagerStepLoop(parts)
  const graph = new GraphStepLoop(parts, { parts: split })
  const found = { loss: 0, gradients: 0, state: 0 }
  try {
    for (let step = 0; step < steps; step++) {
      const call = { indices: indicesOf(step, parts.train.count), learningRate: LEARNING_RATES[parts.recipe.optimizer.kind], step }
      graph.restore(eager.weights(), eager.optimizerState())
      const gradients = eager.gradients(call)
      found.gradients = Math.max(found.gradients, worst(gradients, graph.gradients(call)))
      const [expected, actual] = [eager.step(call), graph.step(call)]
      found.loss = Math.max(found.loss, Math.abs(expected.loss - actual.loss) / Math.abs(expected.loss))
      expect(actual.correct).toBe(expected.correct)
      const compare = parts.recipe.optimizer.kind === 'sgd' ? worst : worstOfLarge
      found.state = Math.max(
        found.state,
        compare(eager.optimizerState(), graph.optimizerState(), gradients),
        compare(eager.weights(), graph.weights(), gradients),
      )
    }
    return found
  } finally {
    eager.dispose()
    graph.dispose()
  }
}

const OPTIMIZERS = {
  sgd: { kind: 'sgd', momentum: 0.9, nesterov: true, weightDecay: 1e-4 },
  adam: { kind: 'adam', weightDecay: 1e-4 },
  rmsprop: { kind: 'rmsprop', momentum: 0.9 },
} as const
const SAME = 1e-5

describe('GraphStepLoop', () => {
  it.each(PRESET_IDS.flatMap((id) => (['sgd', 'adam', 'rmsprop'] as const).map((kind) => [id, kind] as const)))(
    'steps as the eager loop does: %s with %s',
    (id, kind) => {
      const found = compareSteps(partsOf({ model: preset(id), optimizer: OPTIMIZERS[kind] }), 4)
      expect(found.loss).toBeLessThanOrEqual(SAME)
      expect(found.gradients).toBeLessThanOrEqual(SAME)
      expect(found.state).toBeLessThanOrEqual(SAME)
    },
  )

  it('keeps to it over 100 steps of the chapter’s LeNet', () => {
    const found = compareSteps(partsOf({ model: preset('lenet'), learningRate: 0.9 }), 100)
    expect(found.loss).toBeLessThanOrEqual(SAME)
    expect(found.gradients).toBeLessThanOrEqual(SAME)
    expect(found.state).toBeLessThanOrEqual(SAME)
  })

  it.each(['lenet', 'alexnet-small'] as const)('splits a batch of %s exactly, dropout included', (id) => {
    const found = compareSteps(partsOf({ model: preset(id), optimizer: OPTIMIZERS.sgd }), 3, 2)
    expect(found.loss).toBeLessThanOrEqual(SAME)
    expect(found.gradients).toBeLessThanOrEqual(SAME)
  })

  /** What the presets lack: merges, groups, dilation, padded pooling that counts its padding or not, every activation. */
  const branches: ModelSpecInput = {
    name: 'Branches',
    input: { height: 9, width: 7, channels: 2 },
    layers: [
      { id: 'conv1', kind: 'conv2d', channels: 4, kernel: 3, padding: 'same' },
      { id: 'wide', kind: 'conv2d', channels: 4, kernel: 3, dilation: 2, padding: 2, groups: 2, bias: false, inputs: ['conv1'] },
      { id: 'norm', kind: 'batchNorm', inputs: ['wide'] },
      { id: 'sum', kind: 'add', inputs: ['conv1', 'norm'] },
      { id: 'both', kind: 'concat', inputs: ['sum', 'conv1'] },
      { id: 'average', kind: 'avgPool2d', window: 3, stride: 2, padding: 1, countIncludePad: false },
      { id: 'largest', kind: 'maxPool2d', window: 2, stride: 1, padding: [[0, 1], [0, 1]] },
      ...ACTIVATIONS.map((name, i) => ({ id: `act${i}`, kind: 'activation' as const, function: name, inputs: ['largest'] })),
      { id: 'all', kind: 'concat', inputs: ACTIVATIONS.map((_, i) => `act${i}`) },
      { id: 'mean', kind: 'globalAvgPool2d' },
      { id: 'hidden', kind: 'dense', units: 6, bias: false },
      { id: 'norm2', kind: 'batchNorm' },
      { id: 'dense', kind: 'dense', units: 3, bias: false },
    ],
  }
  it.each(['crossEntropy', 'meanSquaredError'] as const)('has every layer kind, with %s and normalised pictures', (loss) => {
    const found = compareSteps(partsOf({ model: branches, loss, normalisation: { mean: [0.3, 0.4], std: [0.2, 0.5] }, optimizer: OPTIMIZERS.sgd }), 3)
    expect(found.loss).toBeLessThanOrEqual(SAME)
    expect(found.gradients).toBeLessThanOrEqual(SAME)
    expect(found.state).toBeLessThanOrEqual(SAME)
  })

  it.each([1, 2])('takes a last batch of another size, in %i parts', async (split) => {
    const parts = partsOf({ model: preset('lenet') }, 2 * BATCH + 3)
    const [eager, graph] = [new EagerStepLoop(parts), new GraphStepLoop(parts, { parts: split })]
    const call = { indices: indicesOf(0, parts.train.count, 3), learningRate: 0.1, step: 0 }
    expect(graph.step(call).loss).toBeCloseTo(eager.step(call).loss, 4)
    expect(worst(eager.weights(), graph.weights())).toBeLessThanOrEqual(SAME)
    const [expected, actual] = [await eager.evaluate(), await graph.evaluate()]
    expect(actual.predictions).toEqual(expected.predictions)
    expect(actual.loss).toBeCloseTo(expected.loss, 5)
    expect(actual.labels).toEqual(expected.labels)
    actual.confidences.forEach((value, i) => expect(value).toBeCloseTo(expected.confidences[i] ?? NaN, 5))
    eager.dispose()
    graph.dispose()
  })

  it('refuses a checkpoint of another recipe', () => {
    const loop = new GraphStepLoop(partsOf({ model: preset('lenet'), optimizer: OPTIMIZERS.adam }), { parts: 1 })
    expect(() => loop.restore(loop.weights(), new Map())).toThrow('another recipe')
    loop.dispose()
  })

  it('gives everything back', () => {
    const { binding } = backend()
    const counts = (): number[] => [tensorflow().memory().numTensors, binding.getNumOfTensors(), binding.getNumOfSavedModels()]
    const before = counts()
    const parts = partsOf({ model: preset('modern'), optimizer: OPTIMIZERS.adam })
    const loop = new GraphStepLoop(parts, { parts: 1 })
    for (let step = 0; step < 3; step++) loop.step({ indices: indicesOf(step, parts.train.count), learningRate: 0.01, step })
    loop.dispose()
    expect(counts()).toEqual(before)
  })
})

describe('createStepLoop', () => {
  afterEach(() => vi.restoreAllMocks())
  const parts = partsOf({ model: preset('lenet') })

  it('compiles, unless asked not to', () => {
    for (const [mode, ran] of [['auto', 'graph'], ['graph', 'graph'], ['eager', 'eager']] as const) {
      const created = createStepLoop(parts, mode)
      expect(created).toMatchObject({ mode: ran })
      expect(created.note).toBeUndefined()
      created.loop.dispose()
    }
  })

  it('runs step by step and says why where the graph can’t be made', () => {
    vi.spyOn(Program.prototype, 'start').mockImplementation(() => {
      throw new TraceError('it reads its own mind')
    })
    const { numTensors } = tensorflow().memory()
    const created = createStepLoop(parts, 'auto')
    expect(created.mode).toBe('eager')
    expect(created.note).toContain('it reads its own mind')
    created.loop.dispose()
    expect(() => createStepLoop(parts, 'graph')).toThrow('it reads its own mind')
    expect(tensorflow().memory().numTensors).toBe(numTensors)
  })

  it('runs step by step where the graph computes something else', () => {
    vi.spyOn(GraphStepLoop.prototype, 'gradients').mockImplementation(function (this: GraphStepLoop) {
      return new Map([...this.weights()].map(([name, array]) => [name, { ...array, data: array.data.fill(1) }]))
    })
    const before = backend().binding.getNumOfSavedModels()
    const created = createStepLoop(parts, 'auto')
    expect(created.mode).toBe('eager')
    expect(created.note).toMatch(/gradient of conv1\.weight is off by/)
    created.loop.dispose()
    expect(backend().binding.getNumOfSavedModels()).toBe(before)
  })
})
