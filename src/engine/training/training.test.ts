import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { TrainEvent } from '@shared/contract/training'
import { parseRecipe, type Recipe, type RecipeInput } from '@shared/model/recipe'
import { tensorflow } from '../runtime/tensorflow'
import { readNewestCheckpoint } from './checkpoint'
import { TrainingControl } from './control'
import { uniforms } from './random'
import { readEvents, readRun } from './run-folder'
import { runTraining, type RunTrainingOptions, type TrainingData } from './run-training'

vi.mock('../datasets', () => ({ loadDataset: () => Promise.reject(new Error('these tests bring their own data')) }))

const SIDE = 8

/** Pictures with a bright left or right half and noise: a problem that a small network learns in a few steps. */
function halves(count: number, seed: number): TrainingData['train'] {
  const draw = uniforms(seed, 'split')
  const images = new Uint8Array(count * SIDE * SIDE)
  const labels = new Uint8Array(count)
  for (let n = 0; n < count; n++) {
    const label = draw() < 0.5 ? 0 : 1
    labels[n] = label
    for (let cell = 0; cell < SIDE * SIDE; cell++) {
      const bright = (cell % SIDE < SIDE / 2 ? 0 : 1) === label
      images[n * SIDE * SIDE + cell] = Math.floor((bright ? 100 : 20) + 100 * draw())
    }
  }
  return { images, labels, count }
}

const data: TrainingData = {
  info: { title: 'Halves', height: SIDE, width: SIDE, channels: 1, classes: ['left', 'right'] },
  train: halves(50, 1),
  test: halves(20, 2),
}

/** Everything with state is in it: batch norm, dropout, and an optimizer with slots. */
const recipe = (changes: Partial<RecipeInput> = {}): Recipe =>
  parseRecipe({
    model: {
      name: 'Small',
      input: { height: SIDE, width: SIDE, channels: 1 },
      layers: [
        { id: 'conv1', kind: 'conv2d', channels: 4, kernel: 3, padding: 1 },
        { id: 'norm1', kind: 'batchNorm' },
        { id: 'relu1', kind: 'activation', function: 'relu' },
        { id: 'pool1', kind: 'maxPool2d', window: 2 },
        { id: 'flatten', kind: 'flatten' },
        { id: 'dropout1', kind: 'dropout', rate: 0.3 },
        { id: 'dense1', kind: 'dense', units: 2 },
      ],
    },
    dataset: 'halves',
    optimizer: { kind: 'adam' },
    learningRate: 0.01,
    batchSize: 16,
    epochs: 3,
    seed: 7,
    ...changes,
  })

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-training-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function train(name: string, options: Partial<RunTrainingOptions>): Promise<{ outcome: string; events: TrainEvent[]; states: string[] }> {
  const events: TrainEvent[] = []
  const states: string[] = []
  const outcome = await runTraining(
    { folder: join(folder, name), onEvent: (event) => events.push(event), onState: (state) => states.push(state), ...options },
    () => Promise.resolve(data),
  )
  return { outcome, events, states }
}

const weightsOf = async (name: string): Promise<Record<string, number[]>> => {
  const checkpoint = await readNewestCheckpoint(join(folder, name))
  return Object.fromEntries([...(checkpoint?.weights ?? [])].map(([id, { data: values }]) => [id, [...values]]))
}

describe('runTraining', () => {
  it('learns, tells of it in the chapter’s rhythm, and leaves a whole run folder', async () => {
    const { outcome, events, states } = await train('run', { recipe: recipe({ epochs: 8 }) })
    expect(outcome).toBe('finished')
    expect(states).toEqual(['running', 'finished'])
    const epochs = events.filter((event) => event.type === 'epoch')
    expect(epochs.map((event) => event.epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    // 50 examples in batches of 16: the last holds 2.
    expect(epochs.map((event) => event.step)).toEqual([4, 8, 12, 16, 20, 24, 28, 32])
    expect(events.at(-1)).toMatchObject({ type: 'done', device: 'CPU', run: join(folder, 'run') })
    expect(epochs.at(-1)?.testAccuracy).toBeGreaterThan(0.9)
    expect(await readEvents(join(folder, 'run'))).toEqual(events)
    expect((await readdir(join(folder, 'run'))).sort()).toEqual(['checkpoints', 'metrics.jsonl', 'run.json', 'train', 'validation'])
    expect(await readRun(join(folder, 'run'))).toMatchObject({ state: 'finished', epochsDone: 8, stepsDone: 32, stepsTotal: 32, checkpointStep: 32 })
  })

  it.each(['adam', 'sgd', 'rmsprop'] as const)('goes on bit for bit after a stop in the middle of an epoch (%s)', async (kind) => {
    const optimizer = kind === 'adam' ? { kind } : { kind, momentum: 0.9 }
    await train('whole', { recipe: recipe({ optimizer }) })
    const control = new TrainingControl()
    const first = await train('parts', { recipe: recipe({ optimizer }), control, onStep: (step) => step === 6 && control.request('stop') })
    expect(first.outcome).toBe('stopped')
    expect(await readRun(join(folder, 'parts'))).toMatchObject({ state: 'stopped', stepsDone: 6, checkpointStep: 6 })
    expect((await train('parts', {})).outcome).toBe('finished')
    expect(await weightsOf('parts')).toEqual(await weightsOf('whole'))
    const losses = async (name: string): Promise<unknown[]> =>
      (await readEvents(join(folder, name))).filter((event) => event.type === 'epoch').map((event) => [event.trainLoss, event.testLoss])
    expect(await losses('parts')).toEqual(await losses('whole'))
  })

  it('pauses, makes single steps, and goes on', async () => {
    const control = new TrainingControl()
    control.request('pause')
    const seen: number[] = []
    const ended = train('run', {
      recipe: recipe({ epochs: 1 }),
      control,
      onStep: (step) => seen.push(step),
      onState: (state) => {
        // Each answer follows the loop's own word that it waits.
        if (state === 'paused') setImmediate(() => control.request(seen.length < 2 ? 'step' : 'continue'))
      },
    })
    expect((await ended).outcome).toBe('finished')
    expect(seen).toEqual([1, 2, 3, 4])
  })

  it('stops at once when the loss is no longer finite, and keeps the last finite checkpoint', async () => {
    const { model } = recipe()
    // Products of weights grow with the cube of what a step adds, without a norm that would rein them in.
    const layers = [
      ...model.layers.filter(({ id }) => id === 'conv1' || id === 'flatten'),
      { id: 'dense1', kind: 'dense' as const, units: 8 },
      { id: 'dense2', kind: 'dense' as const, units: 2 },
    ]
    const diverging = recipe({ model: { ...model, layers }, optimizer: { kind: 'sgd' }, learningRate: 1000, epochs: 50 })
    await expect(train('run', { recipe: diverging })).rejects.toMatchObject({ code: 'diverged' })
    const info = await readRun(join(folder, 'run'))
    expect(info.state).toBe('failed')
    expect(info.problem).toContain('diverged')
    const weights = Object.values(await weightsOf('run')).flat()
    expect(weights.length).toBeGreaterThan(0)
    expect(weights.every(Number.isFinite)).toBe(true)
  })

  it('keeps the number of tensors constant from step to step and gives all back', async () => {
    const tf = tensorflow()
    const before = tf.memory().numTensors
    const counts: number[] = []
    await train('run', { recipe: recipe(), onStep: () => counts.push(tf.memory().numTensors) })
    expect(counts).toHaveLength(12)
    expect(new Set(counts).size).toBe(1)
    expect(tf.memory().numTensors).toBe(before)
  })

  it('refuses a network that does not fit the data before it makes a folder', async () => {
    const wrong = recipe()
    const model = { ...wrong.model, input: { height: 9, width: 8, channels: 1 } }
    await expect(train('run', { recipe: { ...wrong, model } })).rejects.toMatchObject({ code: 'invalid-recipe' })
    expect(await readdir(folder)).toEqual([])
  })
})
