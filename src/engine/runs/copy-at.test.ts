import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RecipeInput } from '@shared/model/recipe'
import { TrainingControl } from '../training/control'
import { runTraining } from '../training/run-training'
import { data, recipe } from '../training/testing/recipes'
import { copyRunAt } from './copy-at'
import { START } from './metrics'
import { momentBytes, momentSteps } from './moments'
import { readEvents, readRun, readRunFile, runFolderOf } from './run-folder'
import { readNewestCheckpoint } from './testing/newest-checkpoint'
import { momentsOf, weightsAt } from './time'

vi.mock(import('../datasets'), async (importOriginal) => ({
  ...(await importOriginal()),
  loadDataset: () => Promise.reject(new Error('these tests bring their own data')),
}))

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'convscope-moments-'))
  vi.stubEnv('CONVSCOPE_DATA', root)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(root, { recursive: true, force: true })
})

const listener = { onEvent: () => undefined, onState: () => undefined }
const train = (folder: string, options: object): Promise<string> =>
  runTraining({ folder, control: new TrainingControl(), ...listener, ...options }, () =>
    Promise.resolve(data),
  )
/** All but what only the speed is computed from: of an epoch's weights it is an estimate. */
const bitsOf = async (folder: string): Promise<unknown> => {
  const newest = await readNewestCheckpoint(folder)
  const { best: _, totalSeconds: __, totalExamples: ___, ...position } = newest?.position ?? START
  return { position, weights: newest?.weights, optimizerState: newest?.optimizerState }
}
/** What an epoch said, but not how long it took. */
const epochsOf = async (folder: string): Promise<unknown> =>
  (await readEvents(folder)).filter((event) => event.type === 'epoch')

const OPTIMIZERS: readonly Partial<RecipeInput>[] = [
  { optimizer: { kind: 'sgd' } },
  { optimizer: { kind: 'sgd', momentum: 0.9 }, learningRate: 0.02 },
  { optimizer: { kind: 'adam' }, learningRate: 0.005 },
]

describe('the moments of a run', () => {
  it.each(OPTIMIZERS)(
    'can all be gone to, and continue bit for bit as the run did: %j',
    async (settings) => {
      // 50 examples in batches of 16: 4 steps an epoch.
      const asked = recipe({ epochs: 3, keepEverySteps: 3, ...settings })
      const whole = runFolderOf('whole')
      await train(whole, { recipe: asked, mode: 'eager' })
      const file = await readRunFile(whole)
      const moments = await momentsOf(whole, file)
      expect(moments.map(({ step }) => step)).toEqual([0, 3, 4, 6, 8, 9, 12])
      expect(moments.filter(({ epoch }) => epoch !== undefined).map(({ epoch }) => epoch)).toEqual([
        0, 1, 2, 3,
      ])
      for (const { step, exact } of moments.filter((each) => each.step > 0 && each.step < 12)) {
        expect(exact).toBe(true)
        const copy = runFolderOf(await copyRunAt(whole, step))
        const info = await readRun(copy)
        expect(info).toMatchObject({ state: 'stopped', stepsDone: step, checkpointStep: step })
        await expect(weightsAt(copy, await readRunFile(copy), step)).resolves.toEqual(
          await weightsAt(whole, file, step),
        )
        await train(copy, { mode: 'eager' })
        expect(await bitsOf(copy)).toEqual(await bitsOf(whole))
        expect(await epochsOf(copy)).toEqual(await epochsOf(whole))
      }
    },
  )

  it('change no number of the training that keeps them', async () => {
    const [plain, kept] = [runFolderOf('plain'), runFolderOf('kept')]
    const asked = { epochs: 2, optimizer: { kind: 'sgd' } } as const
    await train(plain, { recipe: recipe(asked), mode: 'eager' })
    await train(kept, { recipe: recipe({ ...asked, keepEverySteps: 1 }), mode: 'eager' })
    expect(await bitsOf(kept)).toEqual(await bitsOf(plain))
    await expect(momentSteps(plain)).resolves.toEqual([])
    await expect(momentBytes(plain)).resolves.toBe(0)
    await expect(momentSteps(kept)).resolves.toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('that are not kept can’t be gone to', async () => {
    const whole = runFolderOf('whole')
    await train(whole, { recipe: recipe({ epochs: 1 }), mode: 'eager' })
    await expect(copyRunAt(whole, 2)).rejects.toMatchObject({ code: 'not-found' })
    await expect(weightsAt(whole, await readRunFile(whole), 3)).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})
