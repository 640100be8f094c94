import { inEnglish, type Words } from '@shared/errors'
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Notice, TrainEvent } from '@shared/contract/training'
import type { RecipeInput } from '@shared/model/recipe'
import { checkpointPath } from '../runs/checkpoint'
import { epochPath, keptEpochs } from '../runs/epoch-weights'
import { readEvents, readRun, readRunFile } from '../runs/run-folder'
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
  folder = await mkdtemp(join(tmpdir(), 'convscope-resume-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const at = (name: string): string => join(folder, name)

async function train(
  name: string,
  options: Partial<RunTrainingOptions>,
): Promise<{ outcome: string; events: TrainEvent[]; notices: Notice[] }> {
  const [events, notices]: [TrainEvent[], Notice[]] = [[], []]
  const outcome = await runTraining(
    {
      folder: at(name),
      onEvent: (event) => events.push(event),
      onState: () => undefined,
      onNotice: (notice) => notices.push(notice),
      ...options,
    },
    () => Promise.resolve(data),
  )
  return { outcome, events, notices }
}

/** Everything from which a run continues, number by number. */
async function stateOf(name: string): Promise<unknown> {
  const { weights, optimizerState, position } = (await readNewestCheckpoint(at(name))) ?? {}
  const { step, epochLoss, best } = position ?? {}
  return { step, epochLoss, best, weights, optimizerState }
}
const epochsOf = async (name: string): Promise<unknown[]> =>
  (await readEvents(at(name))).filter((event) => event.type === 'epoch')

const DECAYING = { kind: 'step', everyEpochs: 1, factor: 0.5 } as const
const changes: readonly [string, Partial<RecipeInput>][] = [
  ['SGD, constant', { optimizer: { kind: 'sgd' }, learningRate: 0.1 }],
  ['Adam, constant', { optimizer: { kind: 'adam' } }],
  ['momentum, in steps', { optimizer: { kind: 'sgd', momentum: 0.9 }, schedule: DECAYING }],
  ['augmentation', { augment: { flip: 0.5, shift: 0.1, rotate: 10, noise: 0.1, mixup: 0.2 } }],
]

describe('a run that is trained further', () => {
  it.each(
    (['graph', 'eager'] as const).flatMap((mode) =>
      changes.map(([name, change]) => [mode, name, change] as const),
    ),
  )(
    'ends bit for bit like one training of the same number of epochs (%s, %s)',
    async (mode, _, change) => {
      await train('whole', { mode, recipe: recipe({ ...change, epochs: 4 }) })
      await train('parts', { mode, recipe: recipe({ ...change, epochs: 2 }) })
      const { outcome, events } = await train('parts', { mode, epochs: 4 })
      expect(outcome).toBe('finished')
      expect(events.filter((event) => event.type === 'epoch').map(({ epoch }) => epoch)).toEqual([
        3, 4,
      ])
      expect(await stateOf('parts')).toEqual(await stateOf('whole'))
      expect(await epochsOf('parts')).toEqual(await epochsOf('whole'))
      expect(await keptEpochs(at('parts'))).toEqual([0, 1, 2, 3, 4])
      expect(await readRunFile(at('parts'))).toMatchObject({
        state: 'finished',
        recipe: { epochs: 4 },
        stepsTotal: 16,
        sessions: 2,
        extensions: [{ step: 8, epochs: 2 }],
      })
    },
  )

  it('follows the cosine of the new number from there on, and says so', async () => {
    const cosine = { schedule: { kind: 'cosine' } as const }
    await train('run', { recipe: recipe({ ...cosine, epochs: 2 }) })
    const { events, notices } = await train('run', { epochs: 4 })
    expect(notices).toMatchObject([{ code: 'schedule' }])
    expect(inEnglish(notices[0]?.text ?? '')).toMatch(/recomputed for 4.*continues at 0\.005/)
    const rates = events.flatMap((event) => (event.type === 'progress' ? event.learningRate : []))
    // It starts at half of 0.01 in the middle of the cosine; the last step begins just before its
    // end.
    expect(rates[0]).toBeCloseTo(0.005, 12)
    expect(rates.at(-1)).toBeCloseTo((0.01 * (1 + Math.cos((Math.PI * 15) / 16))) / 2, 12)
    expect((await readRun(at('run'))).notices).toEqual(notices)
  })

  it('may get another number of epochs before it has finished', async () => {
    const control = new TrainingControl()
    await train('run', {
      recipe: recipe({ epochs: 6 }),
      control,
      onStep: (step) => step === 6 && control.request('stop'),
    })
    expect((await train('run', { epochs: 2 })).outcome).toBe('finished')
    await train('whole', { recipe: recipe({ epochs: 2 }) })
    expect(await stateOf('run')).toEqual(await stateOf('whole'))
  })

  it('is refused if that many epochs are done, or if no number is given', async () => {
    await train('run', { recipe: recipe({ epochs: 2 }) })
    const before = await readRunFile(at('run'))
    await expect(train('run', { epochs: 2 })).rejects.toMatchObject({ code: 'invalid-argument' })
    await expect(train('run', {})).rejects.toThrow(/give a larger number of epochs/)
    expect(await readRunFile(at('run'))).toEqual(before)
    expect(await readdir(at('run'))).not.toContainEqual(expect.stringMatching(/\.lock/))
  })
})

describe('a run that two processes want to continue', () => {
  it('is trained by one of them', async () => {
    await train('run', { recipe: recipe({ epochs: 1 }) })
    const both = await Promise.allSettled([1, 2].map(() => train('run', { epochs: 3 })))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'busy' },
    })
    await train('whole', { recipe: recipe({ epochs: 3 }) })
    expect(await stateOf('run')).toEqual(await stateOf('whole'))
    expect(await epochsOf('run')).toEqual(await epochsOf('whole'))
  })

  it('is started in a folder by one of them', async () => {
    const both = await Promise.allSettled(
      [1, 2].map(() => train('run', { recipe: recipe({ epochs: 1 }) })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await epochsOf('run')).toHaveLength(1)
  })
})

describe('a run whose newest weights are damaged', () => {
  const sgd = recipe({ optimizer: { kind: 'sgd' }, learningRate: 0.1, epochs: 3 })

  it('continues from the checkpoint before, to the same bits, and says so', async () => {
    await train('whole', { recipe: recipe({ epochs: 4 }) })
    await train('run', { recipe: recipe({ epochs: 3 }) })
    await truncate(checkpointPath(at('run'), 12), 200)
    const { notices } = await train('run', { epochs: 4 })
    expect(notices).toMatchObject([{ code: 'other-weights' }])
    expect(inEnglish(notices[0]?.text ?? '')).toMatch(
      /step 12.*damaged.*from the checkpoint of step 8\.$/,
    )
    expect(await stateOf('run')).toEqual(await stateOf('whole'))
    expect((await readRun(at('run'))).epochsDone).toBe(4)
  })

  it('continues from the weights of its last epoch if no checkpoint is left, to the same bits with plain SGD', async () => {
    await train('whole', { recipe: { ...sgd, epochs: 5 } })
    await train('run', { recipe: sgd })
    await rm(join(at('run'), 'checkpoints'), { recursive: true })
    const { notices } = await train('run', { epochs: 5 })
    expect(inEnglish(notices[0]?.text ?? '')).toMatch(
      /no checkpoint.*weights of epoch 3 \(step 12\)\.$/,
    )
    expect(await stateOf('run')).toEqual(await stateOf('whole'))
    expect(await epochsOf('run')).toEqual(await epochsOf('whole'))
  })

  it('continues without the optimizer’s arrays if only an epoch’s weights are left, and says so', async () => {
    await train('run', { recipe: recipe({ epochs: 2 }) })
    await rm(join(at('run'), 'checkpoints'), { recursive: true })
    const { notices, outcome } = await train('run', { epochs: 3 })
    expect(inEnglish(notices[0]?.text ?? '')).toMatch(
      /optimizer's arrays were in the checkpoint, so they start at zero again/,
    )
    expect(outcome).toBe('finished')
    expect((await readRun(at('run'))).epochsDone).toBe(3)
  })

  it('does not silently start again if all are damaged', async () => {
    await train('run', { recipe: sgd })
    for (const step of [8, 12]) await truncate(checkpointPath(at('run'), step), 60)
    await rm(checkpointPath(at('run'), 4), { force: true })
    for (const epoch of [0, 1, 2, 3]) await truncate(epochPath(at('run'), epoch), 60)
    const points = await epochsOf('run')
    await expect(train('run', { epochs: 5 })).rejects.toMatchObject({ code: 'corrupt' })
    expect(await epochsOf('run')).toEqual(points)
  })

  it('says that it starts again if none are left', async () => {
    await train('run', { recipe: sgd })
    for (const part of ['checkpoints', 'epochs'])
      await rm(join(at('run'), part), { recursive: true })
    const { notices } = await train('run', { epochs: 4 })
    expect(inEnglish(notices[0]?.text ?? '')).toMatch(/starts again from its first step/)
    await train('whole', { recipe: { ...sgd, epochs: 4 } })
    expect(await stateOf('run')).toEqual(await stateOf('whole'))
  })
})

describe('a training that this machine can’t hold', () => {
  it('is refused with numbers before anything is written, also on resuming', async () => {
    await train('run', { recipe: recipe({ epochs: 1 }) })
    vi.stubEnv('CONVSCOPE_MEMORY', '1e8')
    try {
      const refusal = {
        code: 'too-large',
        message: expect.stringMatching(
          /Training "Small" with batches of 16 needs about 0\.4 GB.*100\.0 MB|0\.1 GB of memory/,
        ) as string,
      }
      await expect(train('new', { recipe: recipe() })).rejects.toMatchObject(refusal)
      const before = await readRunFile(at('run'))
      await expect(train('run', { epochs: 2 })).rejects.toMatchObject(refusal)
      expect(await readRunFile(at('run'))).toEqual(before)
      expect(await readdir(folder)).toEqual(['run'])
    } finally {
      vi.unstubAllEnvs()
    }
  })
})

describe('a run of before parts were sampled', () => {
  it('goes on with the first examples, as it was trained', async () => {
    const limited = { limitTrain: 32, limitTest: 10 }
    await train('old', { recipe: recipe({ ...limited, part: 'front', epochs: 1 }) })
    const path = join(at('old'), 'run.json')
    const {
      parts: _,
      recipe: kept,
      ...file
    } = JSON.parse(await readFile(path, 'utf8')) as {
      parts: string
      recipe: { part?: string }
    }
    delete kept.part
    await writeFile(path, JSON.stringify({ ...file, recipe: kept }))
    await train('old', { epochs: 2 })
    await train('whole', { recipe: recipe({ ...limited, part: 'front', epochs: 2 }) })
    await train('sampled', { recipe: recipe({ ...limited, epochs: 2 }) })
    expect((await readRunFile(at('old'))).recipe.part).toBe('front')
    expect(await stateOf('old')).toEqual(await stateOf('whole'))
    expect(await stateOf('old')).not.toEqual(await stateOf('sampled'))
  })

  it('says what part a new one uses', async () => {
    const told: Words[] = []
    const used = { onUsed: (parts: readonly Words[]) => told.push(...parts) }
    await train('part', { recipe: recipe({ limitTrain: 20, epochs: 1 }), ...used })
    expect(told.map(inEnglish)).toEqual([
      'A part of the training pictures is used: 20 of 50, 9 to 11 of each of the 2 classes.',
    ])
    expect((await readRun(at('part'))).used).toEqual(told)
  })
})
