import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EpochEvent, TrainEvent } from '@shared/contract/training'
import { inEnglish } from '@shared/errors'
import { trainedMeaning } from '@shared/model/output/trained'
import type { Recipe, RecipeInput } from '@shared/model/recipe'
import { resolveModel } from '@shared/model/resolve'
import { evaluateModel } from '../evaluate/evaluate-model'
import { validationParts } from '../evaluate/validation-part'
import { loadRun } from '../models/sources/runs'
import { checkpointPath } from '../runs/checkpoint'
import { epochPath, keptEpochs, readEpochWeights } from '../runs/epoch-weights'
import { readEvents, readRun, readRunFile, writeRunFile } from '../runs/run-folder'
import { isLock } from '../runs/run-lock'
import { readNewestCheckpoint } from '../runs/testing/newest-checkpoint'
import { TrainingControl } from './control'
import { runTraining, type RunTrainingOptions, type TrainingData } from './run-training'
import { data as clean, recipe } from './testing/recipes'

/** A third of the labels are wrong, so that the network soon learns what doesn't hold elsewhere. */
const data: TrainingData = {
  ...clean,
  train: {
    ...clean.train,
    labels: clean.train.labels.map((label, i) => (i % 3 === 0 ? 1 - label : label)),
  },
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-validation-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function train(
  name: string,
  options: Partial<RunTrainingOptions>,
  from: TrainingData = data,
): Promise<string> {
  const quiet = { onEvent: () => undefined, onState: () => undefined }
  return runTraining({ folder: join(folder, name), ...quiet, ...options }, () =>
    Promise.resolve(from),
  )
}

const of = (name: string): string => join(folder, name)
const epochsOf = async (name: string): Promise<EpochEvent[]> =>
  (await readEvents(of(name))).filter((event) => event.type === 'epoch')
const doneOf = async (name: string) =>
  (await readEvents(of(name))).find((event) => event.type === 'done')

/** A rate with which the validation loss rises after its best epoch. */
const rough = (validation: RecipeInput['validation'], changes: Partial<RecipeInput> = {}): Recipe =>
  recipe({
    epochs: 8,
    learningRate: 0.1,
    optimizer: { kind: 'sgd', momentum: 0.9 },
    ...(validation ? { validation } : {}),
    ...changes,
  })
const share = { from: 'train', share: 0.2 } as const

/** The lowest validation loss, of equal ones the first. */
const lowest = (epochs: readonly EpochEvent[]): EpochEvent | undefined =>
  [...epochs].sort((a, b) => (a.validationLoss ?? NaN) - (b.validationLoss ?? NaN))[0]

describe('a run with a validation part', () => {
  it('measures every epoch on it, and reads the test part once, with the best weights', async () => {
    await train('run', { recipe: rough(share) })
    const epochs = await epochsOf('run')
    expect(epochs).toHaveLength(8)
    for (const epoch of epochs) {
      expect(epoch.validationLoss).toBeTypeOf('number')
      expect(epoch).not.toHaveProperty('testLoss')
      expect(epoch).not.toHaveProperty('testAccuracy')
    }
    const best = lowest(epochs)
    // Otherwise the last epoch would be the best, and nothing would be chosen.
    expect(best?.epoch).toBeLessThan(8)
    const done = await doneOf('run')
    expect(done?.best).toEqual({
      epoch: best?.epoch,
      step: best?.step,
      validationLoss: best?.validationLoss,
      validationAccuracy: best?.validationAccuracy,
    })
    expect(done).not.toHaveProperty('stoppedEarly')
    const loaded = await loadRun(of('run'))
    const test = await evaluateModel(loaded, data.test)
    expect(done?.testLoss).toBeCloseTo(test.loss, 6)
    expect(done?.testAccuracy).toBe(test.accuracy)
    expect(await readRun(of('run'))).toMatchObject({
      best: { epoch: best?.epoch },
      test: { loss: done?.testLoss, accuracy: done?.testAccuracy },
      state: 'finished',
    })
    expect((await readdir(of('run'))).sort()).toEqual([
      'checkpoints',
      'epochs',
      'metrics.jsonl',
      'moments',
      'run.json',
      'test',
      'train',
      'validation',
    ])
  })

  it('keeps the weights of the best epoch, which give its validation loss again', async () => {
    await train('run', { recipe: rough(share) })
    const { best } = await readRun(of('run'))
    const model = resolveModel(recipe().model)
    const { validation } = validationParts({ info: data.info, train: data.train }, share)
    const evaluation = await evaluateModel(
      {
        entry: { title: 'Small', meaning: trainedMeaning(model) },
        model,
        weights: await readEpochWeights(of('run'), best?.epoch ?? 0),
      },
      validation,
    )
    expect(Math.abs(evaluation.loss - (best?.validationLoss ?? NaN))).toBeLessThan(1e-6)
  })

  it('is opened with the best weights, and with the last ones on request', async () => {
    await train('run', { recipe: rough(share) })
    const { best } = await readRun(of('run'))
    const epochs = await epochsOf('run')
    const chosen = await loadRun(of('run'))
    expect(chosen).toMatchObject({
      step: best?.step,
      warnings: [],
      entry: {
        weights: { which: 'best', epoch: best?.epoch },
        validationAccuracy: best?.validationAccuracy,
        testAccuracy: (await doneOf('run'))?.testAccuracy,
      },
    })
    expect(chosen.weights).toEqual(await readEpochWeights(of('run'), best?.epoch ?? 0))
    const last = await loadRun(of('run'), 'last')
    expect(last).toMatchObject({
      step: 24,
      entry: {
        ref: expect.stringMatching(/^run:.*@last$/) as string,
        weights: { which: 'last', epoch: 8 },
        validationAccuracy: epochs.at(-1)?.validationAccuracy,
      },
    })
    expect(last.entry).not.toHaveProperty('testAccuracy')
    expect(last.weights).toEqual((await readNewestCheckpoint(of('run')))?.weights)
  })

  it('has the best weights from its checkpoint too, and says when both are lost', async () => {
    await train('run', { recipe: rough(share) })
    const { best } = await readRun(of('run'))
    const whole = (await loadRun(of('run'))).weights
    rmSync(epochPath(of('run'), best?.epoch ?? 0))
    const again = await loadRun(of('run'))
    expect(again.weights).toEqual(whole)
    expect(again.origin).toEqual({ kind: 'checkpoint', step: best?.step })
    writeFileSync(checkpointPath(of('run'), best?.step ?? 0), 'damaged')
    const other = await loadRun(of('run'))
    expect(other.step).toBe(24)
    expect(other.warnings.map(inEnglish)).toEqual([
      expect.stringContaining('last weights are used instead of those of its best epoch') as string,
    ])
  })

  it('never removes the weights of the best epoch, however many there are', async () => {
    const { keepEpochWeights } = await import('../runs/epoch-weights')
    const weights = new Map([['a', { shape: [100], data: new Float32Array(100) }]])
    for (let epoch = 0; epoch < 40; epoch++)
      await keepEpochWeights(of('run'), epoch, weights, { budget: 2000, best: 5 })
    expect(await keptEpochs(of('run'))).toEqual(expect.arrayContaining([0, 5, 39]))
  })

  it('stops early when its patience ends, and reads the test part then', async () => {
    await train('whole', { recipe: rough(share) })
    const epochs = await epochsOf('whole')
    const first = epochs.findIndex(
      (epoch, i) =>
        i > 0 && (epoch.validationLoss ?? 0) >= (lowest(epochs.slice(0, i))?.validationLoss ?? 0),
    )
    await train('run', { recipe: rough({ ...share, patience: 1 }) })
    const done = await doneOf('run')
    expect(done?.stoppedEarly).toBe(first + 1)
    expect(await epochsOf('run')).toEqual(epochs.slice(0, first + 1))
    expect(done?.testAccuracy).toBeTypeOf('number')
    expect(await readRun(of('run'))).toMatchObject({ state: 'finished', stoppedEarly: first + 1 })
    await expect(train('run', {})).rejects.toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining(`stopped early at epoch ${first + 1} of 8`) as string,
    })
    // Trained further it goes on for at least as many epochs as it has patience.
    await train('run', { epochs: 8 })
    expect((await epochsOf('run')).length).toBeGreaterThan(first + 1)
    expect((await readRunFile(of('run'))).extensions).toEqual([
      { step: 3 * (first + 1), epochs: 8 },
    ])
  })

  it.each(['graph', 'eager'] as const)(
    'goes on bit for bit from wherever it was killed (%s)',
    async (mode) => {
      const plan = rough({ ...share, patience: 2 }, { epochs: 6 })
      const copies: string[] = []
      // What is on the disk at each of these moments is what a kill leaves.
      const copy = (): void => {
        const name = `killed-${copies.length}`
        cpSync(of('whole'), of(name), { recursive: true })
        copies.push(name)
      }
      await train('whole', { mode, recipe: plan, onEvent: copy, onCheckpoint: copy })
      const expected = comparable(await readEvents(of('whole')))
      const weights = (await readNewestCheckpoint(of('whole')))?.weights
      const best = (await loadRun(of('whole'))).weights
      // All moments would take minutes; these are spread over all of them.
      for (const name of copies.filter((_, i) => i % 4 === 1 || i > copies.length - 4)) {
        for (const file of readdirSync(of(name))) if (isLock(file)) rmSync(join(of(name), file))
        const file = await readRunFile(of(name))
        await writeRunFile(of(name), { ...file, state: 'failed' })
        await train(name, { mode })
        expect(comparable(await readEvents(of(name)))).toEqual(expected)
        expect((await readNewestCheckpoint(of(name)))?.weights).toEqual(weights)
        expect((await loadRun(of(name))).weights).toEqual(best)
      }
    },
    120_000,
  )

  it('reads the test part again after a stop in it', async () => {
    await train('whole', { recipe: rough(share) })
    const control = new TrainingControl()
    const onCheckpoint = (step: number): void => {
      if (step === 24) control.request('stop')
    }
    expect(await train('run', { recipe: rough(share), control, onCheckpoint })).toBe('stopped')
    expect(await doneOf('run')).toBeUndefined()
    expect(await train('run', {})).toBe('finished')
    expect(comparable(await readEvents(of('run')))).toEqual(
      comparable(await readEvents(of('whole'))),
    )
  })

  it('is measured on the data set’s own part, with all training pictures', async () => {
    const own = { ...data, validation: data.test }
    await train('own', { recipe: rough({ from: 'own' }) }, own)
    await train('plain', { recipe: rough(undefined) })
    const figures = async (name: string) =>
      (await epochsOf(name)).map(({ trainLoss, ...epoch }) => [
        trainLoss,
        epoch.validationLoss ?? epoch.testLoss,
      ])
    expect(await figures('own')).toEqual(await figures('plain'))
  })

  it.each([
    ['has no part of its own', { from: 'own' }, data, /no validation part of its own/],
    [
      'has one picture of a class',
      share,
      { ...data, train: { ...data.train, labels: only(data.train.count) } },
      /“right” of “Halves” has 1 training picture/,
    ],
    [
      'gets no picture of a class',
      { from: 'train', share: 0.02 },
      data,
      /is 1, fewer than its 2 classes/,
    ],
  ] as const)(
    'is refused before the first step where the set %s',
    async (_, validation, from, why) => {
      await expect(train('run', { recipe: rough(validation) }, from)).rejects.toMatchObject({
        code: 'invalid-recipe',
        message: expect.stringMatching(why) as string,
        details: { field: 'validation' },
      })
      expect(existsSync(of('run'))).toBe(false)
    },
  )
})

/** All of the first class, but for one. */
function only(count: number): Uint8Array {
  const labels = new Uint8Array(count)
  labels[3] = 1
  return labels
}

/** Events without what depends on the clock and on the folder. */
const comparable = (events: readonly TrainEvent[]): unknown[] =>
  events.map((event) => {
    const {
      examplesPerSecond: _,
      etaSeconds: __,
      run: ___,
      ...rest
    } = {
      examplesPerSecond: 0,
      etaSeconds: 0,
      run: '',
      ...event,
    }
    return rest
  })
