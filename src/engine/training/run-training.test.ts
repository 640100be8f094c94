import { inEnglish } from '@shared/errors'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { TrainEvent } from '@shared/contract/training'
import { lossSchema } from '@shared/recipe/choices'
import { tensorflow } from '../runtime/tensorflow'
import { checkpointSteps } from '../runs/checkpoint'
import { readNewestCheckpoint } from '../runs/testing/newest-checkpoint'
import { TrainingControl } from './control'
import { readEvents, readRun, readRunFile, writeRunFile } from '../runs/run-folder'
import { runTraining, type RunTrainingOptions } from './run-training'
import { data, recipe } from './testing/recipes'

vi.mock(import('../datasets'), async (importOriginal) => ({
  ...(await importOriginal()),
  loadDataset: () => Promise.reject(new Error('these tests bring their own data')),
}))

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-training-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function train(
  name: string,
  options: Partial<RunTrainingOptions>,
): Promise<{ outcome: string; events: TrainEvent[]; states: string[] }> {
  const events: TrainEvent[] = []
  const states: string[] = []
  const outcome = await runTraining(
    {
      folder: join(folder, name),
      onEvent: (event) => events.push(event),
      onState: (state) => states.push(state),
      ...options,
    },
    () => Promise.resolve(data),
  )
  return { outcome, events, states }
}

const weightsOf = async (name: string): Promise<Record<string, number[]>> => {
  const checkpoint = await readNewestCheckpoint(join(folder, name))
  return Object.fromEntries(
    [...(checkpoint?.weights ?? [])].map(([id, { data: values }]) => [id, [...values]]),
  )
}

describe('runTraining', () => {
  it.each(lossSchema.options)('writes the same %s for training and test images', async (loss) => {
    const { model, ...small } = recipe({ loss, learningRate: 1e-7, epochs: 1 })
    const layers = model.layers.filter(({ kind }) => kind !== 'batchNorm' && kind !== 'dropout')
    const folderOfRun = join(folder, loss)
    await runTraining(
      {
        folder: folderOfRun,
        recipe: { ...small, model: { ...model, layers } },
        onEvent: () => undefined,
        onState: () => undefined,
      },
      () => Promise.resolve({ ...data, test: data.train }),
    )
    const epoch = (await readEvents(folderOfRun)).find((event) => event.type === 'epoch')
    expect(epoch?.trainLoss).toBeGreaterThan(0)
    expect(epoch?.testLoss).toBeCloseTo(epoch?.trainLoss ?? NaN, 4)
  })

  it('refuses a normalisation of other channels before the run’s folder is made', async () => {
    const normalisation = { mean: [0.5, 0.5, 0.5], std: [1] }
    await expect(train('three', { recipe: recipe({ normalisation }) })).rejects.toMatchObject({
      code: 'invalid-recipe',
      message: expect.stringContaining('normalisation.mean has 3 values') as string,
      details: { field: 'normalisation.mean', channels: 1 },
    })
    expect(await readdir(folder)).toEqual([])
  })

  it('learns, reports in the chapter’s rhythm, and leaves a complete run folder', async () => {
    const { outcome, events, states } = await train('run', { recipe: recipe({ epochs: 8 }) })
    expect(outcome).toBe('finished')
    expect(states).toEqual(['starting', 'running', 'finished'])
    const epochs = events.filter((event) => event.type === 'epoch')
    expect(epochs.map((event) => event.epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    // 50 examples in batches of 16, of which the last has 2.
    expect(epochs.map((event) => event.step)).toEqual([4, 8, 12, 16, 20, 24, 28, 32])
    expect(events.at(-1)).toMatchObject({ type: 'done', device: 'CPU', run: join(folder, 'run') })
    expect(epochs.at(-1)?.testAccuracy).toBeGreaterThan(0.9)
    expect(await readEvents(join(folder, 'run'))).toEqual(events)
    expect((await readdir(join(folder, 'run'))).sort()).toEqual([
      'checkpoints',
      'epochs',
      'metrics.jsonl',
      'moments',
      'run.json',
      'test',
      'train',
    ])
    expect(await readRun(join(folder, 'run'))).toMatchObject({
      state: 'finished',
      epochsDone: 8,
      stepsDone: 32,
      stepsTotal: 32,
      checkpointStep: 32,
    })
  })

  it.each(
    (['graph', 'eager'] as const).flatMap((mode) =>
      (['adam', 'sgd', 'rmsprop'] as const).map((kind) => [mode, kind] as const),
    ),
  )('continues bit for bit after a stop in the middle of an epoch (%s, %s)', async (mode, kind) => {
    const optimizer = kind === 'adam' ? { kind } : { kind, momentum: 0.9 }
    await train('whole', { mode, recipe: recipe({ optimizer }) })
    const control = new TrainingControl()
    const first = await train('parts', {
      mode,
      recipe: recipe({ optimizer }),
      control,
      onStep: (step) => step === 6 && control.request('stop'),
    })
    expect(first.outcome).toBe('stopped')
    expect(await readRun(join(folder, 'parts'))).toMatchObject({
      state: 'stopped',
      mode,
      stepsDone: 6,
      checkpointStep: 6,
    })
    expect((await train('parts', { mode })).outcome).toBe('finished')
    expect(await weightsOf('parts')).toEqual(await weightsOf('whole'))
    const losses = async (name: string): Promise<unknown[]> =>
      (await readEvents(join(folder, name)))
        .filter((event) => event.type === 'epoch')
        .map((event) => [event.trainLoss, event.testLoss])
    expect(await losses('parts')).toEqual(await losses('whole'))
  })

  it('postpones an evaluation that a stop interrupts, and does it on resuming', async () => {
    await train('whole', { recipe: recipe() })
    const control = new TrainingControl()
    // Step 4 ends the epoch, and its progress event is the last before the evaluation.
    const onEvent = (event: TrainEvent): void => {
      if (event.type === 'progress' && event.step === 4) control.request('stop')
    }
    expect((await train('parts', { recipe: recipe(), control, onEvent })).outcome).toBe('stopped')
    expect((await readNewestCheckpoint(join(folder, 'parts')))?.position).toMatchObject({
      step: 4,
      untested: true,
    })
    expect((await train('parts', {})).outcome).toBe('finished')
    expect(await weightsOf('parts')).toEqual(await weightsOf('whole'))
    const epochs = (await readEvents(join(folder, 'parts')))
      .filter((event) => event.type === 'epoch')
      .map(({ epoch }) => epoch)
    expect(epochs).toEqual([1, 2, 3])
  })

  it('keeps the newest two checkpoints and the best', async () => {
    // A learning rate that overshoots, so that the test accuracy falls after its best epoch.
    const { events } = await train('run', {
      recipe: recipe({ epochs: 6, learningRate: 0.3, optimizer: { kind: 'sgd', momentum: 0.9 } }),
    })
    const epochs = events.filter((event) => event.type === 'epoch')
    const best = epochs.reduce((top, event) =>
      (event.testAccuracy ?? 0) > (top.testAccuracy ?? 0) ? event : top,
    )
    expect(new Set(await checkpointSteps(join(folder, 'run')))).toEqual(
      new Set([24, 20, best.step]),
    )
  })

  it('gives more points only if live ones are requested', async () => {
    const steps = (events: readonly TrainEvent[]): number[] =>
      events.flatMap((event) => (event.type === 'progress' ? [event.step] : []))
    // 50 batches of 1 per epoch, so every tenth is one of the chapter's points.
    const short = recipe({
      batchSize: 1,
      epochs: 1,
      model: {
        ...recipe().model,
        layers: recipe().model.layers.filter(({ kind }) => kind !== 'batchNorm'),
      },
    })
    expect(steps((await train('run', { recipe: short })).events)).toEqual([10, 20, 30, 40, 50])
    expect(
      steps((await train('live', { recipe: short, liveSeconds: 0 })).events).length,
    ).toBeGreaterThan(5)
  })

  it('refuses to resume a run that a living process trains, or that has finished', async () => {
    await train('run', { recipe: recipe({ epochs: 1 }) })
    await expect(train('run', {})).rejects.toMatchObject({ code: 'invalid-argument' })
    const file = await readRunFile(join(folder, 'run'))
    await writeRunFile(join(folder, 'run'), { ...file, state: 'running' })
    await expect(train('run', {})).rejects.toMatchObject({ code: 'busy' })
  })

  it('pauses, makes single steps, and continues', async () => {
    const control = new TrainingControl()
    control.request('pause')
    const seen: number[] = []
    const ended = train('run', {
      recipe: recipe({ epochs: 1 }),
      control,
      onStep: (step) => seen.push(step),
      onState: (state) => {
        // Each request follows the loop's report that it waits.
        if (state === 'paused')
          setImmediate(() => control.request(seen.length < 2 ? 'step' : 'continue'))
      },
    })
    expect((await ended).outcome).toBe('finished')
    expect(seen).toEqual([1, 2, 3, 4])
  })

  it('stops immediately when the loss is no longer finite, and keeps the last finite checkpoint', async () => {
    const { model } = recipe()
    // Without a norm, products of weights grow with the cube of what a step adds.
    const layers = [
      ...model.layers.filter(({ id }) => id === 'conv1' || id === 'flatten'),
      { id: 'dense1', kind: 'dense' as const, units: 8 },
      { id: 'dense2', kind: 'dense' as const, units: 2 },
    ]
    const diverging = recipe({
      model: { ...model, layers },
      optimizer: { kind: 'sgd' },
      learningRate: 1000,
      epochs: 50,
    })
    await expect(train('run', { recipe: diverging })).rejects.toMatchObject({ code: 'diverged' })
    const info = await readRun(join(folder, 'run'))
    expect(info.state).toBe('failed')
    expect(inEnglish(info.problem ?? '')).toContain('diverged')
    const weights = Object.values(await weightsOf('run')).flat()
    expect(weights.length).toBeGreaterThan(0)
    expect(weights.every(Number.isFinite)).toBe(true)
  })

  it('keeps the number of tensors constant from step to step and frees all of them', async () => {
    const tf = tensorflow()
    const before = tf.memory().numTensors
    const counts: number[] = []
    await train('run', { recipe: recipe(), onStep: () => counts.push(tf.memory().numTensors) })
    expect(counts).toHaveLength(12)
    expect(new Set(counts).size).toBe(1)
    expect(tf.memory().numTensors).toBe(before)
  })

  it('ends with about the same results as the other mode, and notes which one ran', async () => {
    const ends = await Promise.all(
      (['graph', 'eager'] as const).map(async (mode) => {
        const told: unknown[] = []
        const { events } = await train(mode, {
          mode,
          recipe: recipe({ epochs: 8 }),
          onMode: (ran, note) => told.push(ran, note),
        })
        expect(told).toEqual([mode, undefined])
        expect(await readRun(join(folder, mode))).toMatchObject({ mode })
        return events.filter((event) => event.type === 'epoch').at(-1)?.testAccuracy ?? NaN
      }),
    )
    for (const accuracy of ends) expect(accuracy).toBeGreaterThan(0.9)
  })

  it('refuses a network that does not fit the data before it makes a folder', async () => {
    const wrong = recipe()
    const model = { ...wrong.model, input: { height: 9, width: 8, channels: 1 } }
    await expect(train('run', { recipe: { ...wrong, model } })).rejects.toMatchObject({
      code: 'invalid-recipe',
    })
    expect(await readdir(folder)).toEqual([])
  })
})
