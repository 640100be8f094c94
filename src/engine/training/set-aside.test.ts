import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inEnglish, type Words } from '@shared/errors'
import { takeExamples } from '../datasets'
import { readEvents, readRun } from '../runs/run-folder'
import { readNewestCheckpoint } from '../runs/testing/newest-checkpoint'
import { TrainingControl } from './control'
import { runTraining, type RunTrainingOptions, type TrainingData } from './run-training'
import { data, recipe } from './testing/recipes'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-aside-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const setAside = { train: [0, 7, 31], test: [3] }

/** The data set from which these pictures were removed. */
const removed = (of: TrainingData): TrainingData => {
  const left = (half: 'train' | 'test') =>
    takeExamples(
      of[half],
      of[half].images.length / of[half].count,
      Array.from({ length: of[half].count }, (_, at) => at).filter(
        (at) => !setAside[half].includes(at),
      ),
    )
  return { ...of, train: left('train'), test: left('test') }
}

function train(name: string, options: Partial<RunTrainingOptions>, from = data) {
  return runTraining(
    {
      folder: join(folder, name),
      onEvent: () => undefined,
      onState: () => undefined,
      ...options,
    },
    () => Promise.resolve(from),
  )
}
const resultOf = async (name: string) => ({
  weights: [...((await readNewestCheckpoint(join(folder, name)))?.weights ?? [])].map(
    ([id, { data: values }]) => [id, [...values]],
  ),
  epochs: (await readEvents(join(folder, name)))
    .filter((event) => event.type === 'epoch')
    .map(({ trainLoss, testLoss, testAccuracy }) => [trainLoss, testLoss, testAccuracy]),
})

describe('a training that leaves pictures out', () => {
  it.each([
    ['all that is left', {}],
    ['a sample of what is left', { limitTrain: 30, limitTest: 10 }],
  ])('is that of a data set without them: %s', async (_, limits) => {
    await train('aside', { recipe: recipe({ setAside, ...limits }) })
    await train('without', { recipe: recipe(limits) }, removed(data))
    expect(await resultOf('aside')).toEqual(await resultOf('without'))
    await train('all', { recipe: recipe(limits) })
    expect(await resultOf('aside')).not.toEqual(await resultOf('all'))
  })

  it('continues bit for bit with the list that it was begun with, and says what it leaves', async () => {
    const told: Words[] = []
    await train('whole', { recipe: recipe({ setAside }), onUsed: (parts) => told.push(...parts) })
    const control = new TrainingControl()
    await train('parts', {
      recipe: recipe({ setAside }),
      control,
      onStep: (step) => step === 5 && control.request('stop'),
    })
    expect((await readRun(join(folder, 'parts'))).recipe.setAside).toEqual(setAside)
    expect(await train('parts', {})).toBe('finished')
    expect(await resultOf('parts')).toEqual(await resultOf('whole'))
    expect(told.map(inEnglish)).toEqual([
      '47 of 50 training pictures, 3 set aside.',
      '19 of 20 test pictures, 1 set aside.',
    ])
  })

  it('refuses a list of other pictures', async () => {
    const of = { ...data, fingerprint: 'these' }
    const listed = (contents: string) =>
      train('x', { recipe: recipe({ setAside: { ...setAside, contents } }) }, of)
    await expect(listed('those')).rejects.toMatchObject({ code: 'invalid-recipe' })
    await expect(listed('these')).resolves.toBe('finished')
    await expect(
      train('y', { recipe: recipe({ setAside: { train: [50], test: [] } }) }),
    ).rejects.toMatchObject({ code: 'invalid-recipe', details: { field: 'setAside.train' } })
  })
})
