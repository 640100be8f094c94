import { inEnglish } from '@shared/errors'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ACTIVATIONS } from '@shared/layers/activation'
import { LAYER_KINDS, type LayerKind } from '@shared/layers'
import { ENDING_KINDS, MAP_KINDS } from '@shared/layers/testing/arbitrary-layer'
import { newLayer } from '@shared/model/edit'
import { parametersOf } from '@shared/model/examine'
import { preset, PRESET_IDS } from '@shared/model/presets'
import type { ModelSpecInput } from '@shared/model/spec'
import { GraphSession, Program, TraceError } from '../graph'
import { backend, tensorflow } from '../runtime/tensorflow'
import { createStepLoop } from './create-step-loop'
import { EagerStepLoop } from './eager-step-loop'
import { GraphStepLoop } from './graph-step-loop'
import { BATCH, compareSteps, indicesOf, OPTIMIZERS, partsOf, worst } from './testing/step-loops'

const SAME = 1e-5

describe('GraphStepLoop', () => {
  afterEach(() => vi.restoreAllMocks())

  it.each(
    PRESET_IDS.flatMap((id) =>
      (['sgd', 'adam', 'adamw', 'rmsprop'] as const).map((kind) => [id, kind] as const),
    ),
  )('steps like the eager loop: %s with %s', (id, kind) => {
    const found = compareSteps(partsOf({ model: preset(id), optimizer: OPTIMIZERS[kind] }), 4)
    expect(found.loss).toBeLessThanOrEqual(SAME)
    expect(found.gradients).toBeLessThanOrEqual(SAME)
    expect(found.state).toBeLessThanOrEqual(SAME)
  })

  it('still agrees after 100 steps of the chapter’s LeNet', () => {
    const found = compareSteps(partsOf({ model: preset('lenet'), learningRate: 0.9 }), 100)
    expect(found.loss).toBeLessThanOrEqual(SAME)
    expect(found.gradients).toBeLessThanOrEqual(SAME)
    expect(found.state).toBeLessThanOrEqual(SAME)
  })

  it.each(['lenet', 'alexnet-small'] as const)(
    'splits a batch of %s exactly, dropout included',
    (id) => {
      const found = compareSteps(partsOf({ model: preset(id), optimizer: OPTIMIZERS.sgd }), 3, 2)
      expect(found.loss).toBeLessThanOrEqual(SAME)
      expect(found.gradients).toBeLessThanOrEqual(SAME)
    },
  )

  /**
   * What the presets lack: merges, groups, dilation, padded pooling with and without counting the
   * padding, every activation.
   */
  const trunk: ModelSpecInput['layers'] = [
    { id: 'conv1', kind: 'conv2d', channels: 4, kernel: 3, padding: 'same' },
    {
      id: 'wide',
      kind: 'conv2d',
      channels: 4,
      kernel: 3,
      dilation: 2,
      padding: 2,
      groups: 2,
      bias: false,
      inputs: ['conv1'],
    },
    { id: 'norm', kind: 'batchNorm', inputs: ['wide'] },
    { id: 'sum', kind: 'add', inputs: ['conv1', 'norm'] },
    { id: 'product', kind: 'multiply', inputs: ['sum', 'conv1'] },
    { id: 'both', kind: 'concat', inputs: ['product', 'conv1'] },
    {
      id: 'average',
      kind: 'avgPool2d',
      window: 3,
      stride: 2,
      padding: 1,
      countIncludePad: false,
    },
    {
      id: 'largest',
      kind: 'maxPool2d',
      window: 2,
      stride: 1,
      padding: [
        [0, 1],
        [0, 1],
      ],
    },
    ...ACTIVATIONS.map((name, i) => ({
      id: `act${i}`,
      kind: 'activation' as const,
      function: name,
      inputs: ['largest'],
    })),
    { id: 'all', kind: 'concat', inputs: ACTIVATIONS.map((_, i) => `act${i}`) },
    { id: 'mean', kind: 'globalAvgPool2d' },
  ]
  const used = new Set(trunk.map(({ kind }) => kind))
  const others = [...MAP_KINDS, ...ENDING_KINDS].filter((kind) => !used.has(kind))
  /**
   * Kinds that the trunk lacks, each separately after its last map; without a bias or a β, whose
   * gradient would be nothing but rounding, because the batch norm takes any constant away.
   */
  const draft = { name: 'Branches', input: { height: 9, width: 7, channels: 2 }, layers: [] }
  const unbiased = (kind: LayerKind): Readonly<Record<string, false>> =>
    Object.fromEntries(
      parametersOf(kind)
        .filter(({ name, control }) => control === 'switch' && ['bias', 'beta'].includes(name))
        .map(({ name }) => [name, false]),
    )
  const leaves = others.flatMap((kind) => [
    { ...newLayer(draft, kind), ...unbiased(kind), id: `own-${kind}`, inputs: ['largest'] },
    { id: kind, kind: 'flatten', inputs: [`own-${kind}`] },
  ]) as ModelSpecInput['layers']
  const branches: ModelSpecInput = {
    ...draft,
    layers: [
      ...trunk,
      ...leaves,
      { id: 'joined', kind: 'concat', inputs: ['mean', ...others] },
      { id: 'hidden', kind: 'dense', units: 6, bias: false },
      { id: 'norm2', kind: 'batchNorm' },
      { id: 'dense', kind: 'dense', units: 3, bias: false },
    ],
  }
  it('tests every layer kind', () => {
    expect(new Set(branches.layers.map(({ kind }) => kind))).toEqual(new Set(LAYER_KINDS))
  })
  it.each(['crossEntropy', 'meanSquaredError'] as const)(
    'has every layer kind, with %s and normalised pictures',
    (loss) => {
      const found = compareSteps(
        partsOf({
          model: branches,
          loss,
          normalisation: { mean: [0.3, 0.4], std: [0.2, 0.5] },
          optimizer: OPTIMIZERS.sgd,
        }),
        3,
      )
      expect(found.loss).toBeLessThanOrEqual(SAME)
      expect(found.gradients).toBeLessThanOrEqual(SAME)
      expect(found.state).toBeLessThanOrEqual(SAME)
    },
  )

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
    actual.confidences.forEach((value, i) =>
      expect(value).toBeCloseTo(expected.confidences[i] ?? NaN, 5),
    )
    eager.dispose()
    graph.dispose()
  })

  it.each([
    ['modern', 'adam'],
    ['lenet', 'sgd'],
    ['alexnet-small', 'rmsprop'],
  ] as const)(
    'makes several steps of %s with %s in a call, with the same bits as one by one',
    (id, kind) => {
      const parts = partsOf({ model: preset(id), optimizer: OPTIMIZERS[kind] }, 5 * BATCH)
      const calls = Array.from({ length: 3 }, (_, step) => ({
        indices: indicesOf(step, parts.train.count),
        learningRate: 0.01 / (step + 1),
        step,
      }))
      const [single, several] = [
        new GraphStepLoop(parts, { parts: 1 }),
        new GraphStepLoop(parts, { parts: 1, stepsAtOnce: 3 }),
      ]
      const call = vi.spyOn(GraphSession.prototype, 'call')
      const together = several.steps(calls)
      expect(call).toHaveBeenCalledTimes(1)
      expect(together).toEqual(calls.map((one) => single.step(one)))
      expect(several.weights()).toEqual(single.weights())
      expect(several.optimizerState()).toEqual(single.optimizerState())
      // Fewer steps than it can make in one call are made one by one.
      expect(several.steps(calls.slice(1))).toEqual(calls.slice(1).map((one) => single.step(one)))
      single.dispose()
      several.dispose()
    },
  )

  it('prefers several steps at once only if they are short, and never more than there are full batches', () => {
    const parts = partsOf({ model: preset('lenet') })
    const clock = vi.spyOn(performance, 'now')
    const loop = new GraphStepLoop(parts, { parts: 1, stepsAtOnce: 8 })
    expect(loop.stepsAtOnce).toBe(1)
    const stepOf = (milliseconds: number): void => {
      clock.mockReturnValueOnce(0).mockReturnValueOnce(milliseconds)
      loop.step({ indices: indicesOf(0, parts.train.count), learningRate: 0.1, step: 0 })
    }
    stepOf(20)
    expect(loop.stepsAtOnce).toBe(1)
    stepOf(16)
    expect(loop.stepsAtOnce).toBe(3)
    loop.dispose()
  })

  it('refuses a checkpoint of another recipe', () => {
    const loop = new GraphStepLoop(
      partsOf({ model: preset('lenet'), optimizer: OPTIMIZERS.adam }),
      { parts: 1 },
    )
    expect(() => loop.restore(loop.weights(), new Map())).toThrow('another recipe')
    loop.dispose()
  })

  it('frees everything', () => {
    const { binding } = backend()
    const counts = (): number[] => [
      tensorflow().memory().numTensors,
      binding.getNumOfTensors(),
      binding.getNumOfSavedModels(),
    ]
    const before = counts()
    const parts = partsOf({ model: preset('modern'), optimizer: OPTIMIZERS.adam })
    const loop = new GraphStepLoop(parts, { parts: 1 })
    for (let step = 0; step < 3; step++)
      loop.step({ indices: indicesOf(step, parts.train.count), learningRate: 0.01, step })
    loop.dispose()
    expect(counts()).toEqual(before)
  })
})

describe('createStepLoop', () => {
  afterEach(() => vi.restoreAllMocks())
  const parts = partsOf({ model: preset('lenet') })

  it('compiles, unless eager mode is requested', () => {
    for (const [mode, ran] of [
      ['auto', 'graph'],
      ['graph', 'graph'],
      ['eager', 'eager'],
    ] as const) {
      const created = createStepLoop(parts, mode)
      expect(created).toMatchObject({ mode: ran })
      expect(created.note).toBeUndefined()
      created.loop.dispose()
    }
  })

  it('runs step by step and says why if the graph can’t be made', () => {
    vi.spyOn(Program.prototype, 'start').mockImplementation(() => {
      throw new TraceError('it reads its own mind')
    })
    const { numTensors } = tensorflow().memory()
    const created = createStepLoop(parts, 'auto')
    expect(created.mode).toBe('eager')
    expect(inEnglish(created.note ?? '')).toContain('it reads its own mind')
    created.loop.dispose()
    expect(() => createStepLoop(parts, 'graph')).toThrow('it reads its own mind')
    expect(tensorflow().memory().numTensors).toBe(numTensors)
  })

  it('runs step by step if the graph computes something else', () => {
    vi.spyOn(GraphStepLoop.prototype, 'gradients').mockImplementation(function (
      this: GraphStepLoop,
    ) {
      return new Map(
        [...this.weights()].map(([name, array]) => [name, { ...array, data: array.data.fill(1) }]),
      )
    })
    const before = backend().binding.getNumOfSavedModels()
    const created = createStepLoop(parts, 'auto')
    expect(created.mode).toBe('eager')
    expect(inEnglish(created.note ?? '')).toMatch(/gradient of conv1\.weight is off by/)
    created.loop.dispose()
    expect(backend().binding.getNumOfSavedModels()).toBe(before)
  })
})
