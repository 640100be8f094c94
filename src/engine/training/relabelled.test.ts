import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inEnglish, type Words } from '@shared/errors'
import { readEvents } from '../runs/run-folder'
import { readNewestCheckpoint } from '../runs/testing/newest-checkpoint'
import { runTraining, type TrainingData } from './run-training'
import { data, recipe } from './testing/recipes'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-relabelled-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** The other class of the first pictures. */
const other = (half: 'train' | 'test', at: number): [number, number] => [
  at,
  1 - (data[half].labels[at] ?? 0),
]
const relabelled = {
  train: [other('train', 0), other('train', 7), other('train', 31)],
  test: [other('test', 3)],
}

/** The data set whose files have these labels. */
function relabelledData(): TrainingData {
  const half = (name: 'train' | 'test') => {
    const labels = data[name].labels.slice()
    for (const [at, label] of relabelled[name]) labels[at] = label
    return { ...data[name], labels }
  }
  return { ...data, train: half('train'), test: half('test') }
}

async function train(name: string, changes: Parameters<typeof recipe>[0], from = data) {
  const told: Words[] = []
  await runTraining(
    {
      folder: join(folder, name),
      recipe: recipe(changes),
      onEvent: () => undefined,
      onState: () => undefined,
      onUsed: (parts) => told.push(...parts),
    },
    () => Promise.resolve(from),
  )
  return {
    told: told.map(inEnglish),
    weights: [...((await readNewestCheckpoint(join(folder, name)))?.weights ?? [])].map(
      ([id, { data: values }]) => [id, [...values]],
    ),
    epochs: (await readEvents(join(folder, name)))
      .filter((event) => event.type === 'epoch')
      .map(({ trainLoss, testLoss }) => [trainLoss, testLoss]),
  }
}

describe('a training with corrected labels', () => {
  it('is that of a data set with these labels, bit for bit', async () => {
    const corrected = await train('corrected', { relabelled })
    const files = await train('files', {}, relabelledData())
    expect(corrected.weights).toEqual(files.weights)
    expect(corrected.epochs).toEqual(files.epochs)
    expect(corrected.told).toEqual([
      '3 labels of training pictures are corrected.',
      '1 labels of test pictures are corrected.',
    ])
    expect((await train('plain', {})).weights).not.toEqual(corrected.weights)
  })

  it('refuses lists of other pictures, and classes that there aren’t', async () => {
    const of = { ...data, fingerprint: 'these' }
    const wrong = [
      { ...relabelled, contents: 'those' },
      { train: [[50, 0] as [number, number]] },
      { test: [[0, 2] as [number, number]] },
    ]
    for (const [i, list] of wrong.entries())
      await expect(train(`wrong${i}`, { relabelled: list }, of)).rejects.toMatchObject({
        code: 'invalid-recipe',
      })
  })
})
