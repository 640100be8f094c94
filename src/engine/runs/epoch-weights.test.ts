import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dropEpochsAfter, keepEpochWeights, keptEpochs, readEpochWeights } from './epoch-weights'
import { runTraining } from '../training/run-training'
import { data, recipe } from '../training/testing/recipes'

const inFolder = async (use: (folder: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'convscope-epochs-'))
  try {
    await use(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}
const weights = (value: number) =>
  new Map([['a.weight', { shape: [4], data: new Float32Array(4).fill(value) }]])

describe('the weights of epochs', () => {
  it('are kept, read back, and dropped after an epoch', () =>
    inFolder(async (folder) => {
      for (const epoch of [0, 1, 2, 3]) await keepEpochWeights(folder, epoch, weights(epoch))
      expect((await readEpochWeights(folder, 2)).get('a.weight')?.data[0]).toBe(2)
      await dropEpochsAfter(folder, 1)
      expect(await keptEpochs(folder)).toEqual([0, 1])
      await expect(readEpochWeights(folder, 2)).rejects.toMatchObject({ code: 'not-found' })
    }))

  it('are thinned out beyond the budget, except the first and the newest', () =>
    inFolder(async (folder) => {
      for (let epoch = 0; epoch < 40; epoch += 1)
        await keepEpochWeights(folder, epoch, weights(epoch), { budget: 2400 })
      const kept = await keptEpochs(folder)
      expect(kept[0]).toBe(0)
      expect(kept.at(-1)).toBe(39)
      expect(kept.length).toBeGreaterThanOrEqual(4)
      expect(kept.length).toBeLessThanOrEqual(12)
    }))

  it('are those of the network during its training', () =>
    inFolder(async (folder) => {
      const run = join(folder, 'run')
      let last: unknown
      let current: (() => { weights: unknown }) | undefined
      await runTraining(
        {
          folder: run,
          recipe: recipe({ epochs: 2 }),
          onEvent: (event) => event.type === 'done' && (last = current?.().weights),
          onState: () => undefined,
          onReady: (read) => (current = read),
        },
        () => Promise.resolve(data),
      )
      expect(await keptEpochs(run)).toEqual([0, 1, 2])
      expect(await readEpochWeights(run, 2)).toEqual(last)
      expect(await readEpochWeights(run, 1)).not.toEqual(last)
    }))
})
