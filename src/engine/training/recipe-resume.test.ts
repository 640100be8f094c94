import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RecipeInput } from '@shared/model/recipe'
import { readCheckpointWeights } from '../runs/checkpoint'
import { keptEpochs, readEpochWeights } from '../runs/epoch-weights'
import { readEvents } from '../runs/run-folder'
import { readNewestCheckpoint } from '../runs/testing/newest-checkpoint'
import { TrainingControl } from './control'
import { runTraining, type RunTrainingOptions } from './run-training'
import { data, recipe } from './testing/recipes'

vi.mock(import('../datasets'), async (importOriginal) => ({
  ...(await importOriginal()),
  loadDataset: () => Promise.reject(new Error('these tests bring their own data')),
}))

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-recipe-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))
const at = (name: string): string => join(folder, name)

const train = (name: string, options: Partial<RunTrainingOptions>): Promise<string> =>
  runTraining(
    { folder: at(name), onEvent: () => undefined, onState: () => undefined, ...options },
    () => Promise.resolve(data),
  )

/** Everything of this issue at once; the plateau lowers the rate after every epoch. */
const ALL: Partial<RecipeInput> = {
  optimizer: { kind: 'adamw' },
  schedule: { kind: 'plateau', plateauEpochs: 0, threshold: 0.9, reduction: 0.5 },
  labelSmoothing: 0.1,
  classWeights: 'balanced',
  clipNorm: 0.5,
  averageDecay: 0.9,
  epochs: 4,
}

describe.each(['graph', 'eager'] as const)('a run with averages and a plateau, %s', (mode) => {
  it('continues bit for bit after a stop in an epoch, between test and step, and in a test', async () => {
    await train('whole', { mode, recipe: recipe(ALL) })
    let isFirst = true
    for (const stop of [3, 8, 13]) {
      const control = new TrainingControl()
      await train('parts', {
        mode,
        control,
        ...(isFirst ? { recipe: recipe(ALL) } : {}),
        onStep: (step) => step === stop && control.request('stop'),
      })
      isFirst = false
    }
    expect(await train('parts', { mode })).toBe('finished')
    const [whole, parts] = await Promise.all(
      ['whole', 'parts'].map((n) => readNewestCheckpoint(at(n))),
    )
    const { totalSeconds: _, ...position } = whole?.position ?? { totalSeconds: 0 }
    expect(parts).toMatchObject({
      position,
      weights: whole?.weights,
      optimizerState: whole?.optimizerState,
      averages: whole?.averages,
    })
    expect(whole?.position.plateau?.rate).toBeLessThan(0.01)
    const epochsOf = async (name: string): Promise<unknown[]> =>
      (await readEvents(at(name))).filter(({ type }) => type === 'epoch')
    expect(await epochsOf('parts')).toEqual(await epochsOf('whole'))
  })

  it('continues bit for bit after a crash, from an earlier checkpoint', async () => {
    const crashing = recipe({ ...ALL, checkpointEverySteps: 5 })
    await train('whole', { mode, recipe: recipe(ALL) })
    let given: { recipe?: typeof crashing } = { recipe: crashing }
    for (const crash of [7, 9, 14]) {
      const broken = train('parts', {
        ...{ mode, ...given },
        onStep: (step) => {
          if (step === crash) throw new Error('the power is gone')
        },
      })
      await expect(broken).rejects.toThrow('the power is gone')
      given = {}
    }
    expect(await train('parts', { mode })).toBe('finished')
    const [whole, parts] = await Promise.all(
      ['whole', 'parts'].map((name) => readNewestCheckpoint(at(name))),
    )
    expect(parts?.weights).toEqual(whole?.weights)
    expect(parts?.averages).toEqual(whole?.averages)
    expect(parts?.position.plateau).toEqual(whole?.position.plateau)
  })

  it('keeps trained weights and averages, and opens the averages', async () => {
    await train('run', { mode, recipe: recipe(ALL) })
    const newest = await readNewestCheckpoint(at('run'))
    const step = newest?.position.step ?? 0
    const shown = await readCheckpointWeights(at('run'), step)
    expect([...(newest?.averages?.keys() ?? [])]).toEqual(
      [...(newest?.weights.keys() ?? [])].filter((name) => !/mean|variance/.test(name)),
    )
    for (const [name, array] of shown)
      expect(array).toEqual(newest?.averages?.get(name) ?? newest?.weights.get(name))
    expect(shown.get('dense1.weight')).not.toEqual(newest?.weights.get('dense1.weight'))
    expect(await keptEpochs(at('run'))).toEqual([0, 1, 2, 3, 4])
    expect(await readEpochWeights(at('run'), 4)).toEqual(shown)
    expect(newest?.optimizerState.has('dense1.weight/average')).toBe(false)
  })
})

it('an objective that can’t be computed is refused before the run’s folder is made', async () => {
  const refused = (changes: Partial<RecipeInput>): Promise<unknown> =>
    expect(train('no', { recipe: recipe(changes) })).rejects.toMatchObject({
      code: 'invalid-recipe',
    })
  await refused({ classWeights: [1, 2, 3] })
  await refused({ loss: 'meanSquaredError', labelSmoothing: 0.1 })
})
