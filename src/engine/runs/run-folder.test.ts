import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TrainEvent } from '@shared/contract/training'
import {
  appendEvents,
  listRuns,
  readEvents,
  readRun,
  truncateEvents,
  writeRunFile,
} from './run-folder'
import { lockRun } from './run-lock'
import { writeTitle } from './run-title'
import { recipe } from '../training/testing/recipes'

let run: string

beforeEach(async () => {
  run = await mkdtemp(join(tmpdir(), 'convscope-run-'))
})

afterEach(() => rm(run, { recursive: true, force: true }))

const progress = (step: number): TrainEvent => ({
  type: 'progress',
  epoch: 1,
  step,
  loss: 2,
  accuracy: 0.1,
  examplesPerSecond: 1,
  learningRate: 0.9,
  etaSeconds: 1,
})

const epoch = (step: number): TrainEvent => ({
  type: 'epoch',
  epoch: 1,
  step,
  trainLoss: 2,
  trainAccuracy: 0.1,
  testLoss: 2,
  testAccuracy: 0.1,
})

describe('a run’s folder', () => {
  const file = {
    format: 1,
    title: 'T',
    recipe: recipe(),
    device: 'CPU',
    versions: {},
    created: 1,
    stepsTotal: 12,
  } as const

  it('gives the points before and after a line that a crash cut off', async () => {
    await appendEvents(run, [progress(1)])
    await appendFile(join(run, 'metrics.jsonl'), '{"type":"progress","epo\n')
    await appendEvents(run, [progress(2)])
    expect(await readEvents(run)).toEqual([progress(1), progress(2)])
  })

  it('drops the points after a checkpoint, and the evaluation of an epoch that has to be repeated', async () => {
    await appendEvents(run, [progress(3), progress(4), epoch(4), progress(5)])
    await truncateEvents(run, { step: 4 })
    expect(await readEvents(run)).toEqual([progress(3), progress(4), epoch(4)])
    await truncateEvents(run, { step: 4, untested: true })
    expect(await readEvents(run)).toEqual([progress(3), progress(4)])
  })

  it('says interrupted when the process that trained it is gone', async () => {
    // No process has number 2³¹ − 1, because Linux allows numbers up to 2²².
    await writeRunFile(run, { ...file, state: 'running', process: 2 ** 31 - 1 })
    expect((await readRun(run)).state).toBe('interrupted')
    await writeRunFile(run, { ...file, state: 'running', process: process.pid })
    expect((await readRun(run)).state).toBe('running')
  })

  it('says starting while the process that has locked it has written nothing yet', async () => {
    await writeRunFile(run, { ...file, state: 'finished', sessions: 1 })
    const lock = await lockRun(run, () => Promise.resolve(1))
    expect((await readRun(run)).state).toBe('starting')
    // Its session has ended, and the lock will be released in a moment.
    await writeRunFile(run, { ...file, state: 'finished', sessions: lock.session })
    expect((await readRun(run)).state).toBe('finished')
    await lock.release()
    expect((await readRun(run)).state).toBe('finished')
  })

  it('keeps the user’s name of the run, whatever the training writes', async () => {
    await writeRunFile(run, { ...file, state: 'running', process: process.pid })
    await writeTitle(run, 'Mine')
    await writeRunFile(run, { ...file, state: 'finished' })
    expect(await readRun(run)).toMatchObject({ title: 'Mine', state: 'finished' })
  })

  it('names the field that another version has written differently', async () => {
    await writeFile(
      join(run, 'run.json'),
      JSON.stringify({ ...file, state: 'stopped', recipe: { ...recipe(), batchSize: 'many' } }),
    )
    await expect(readRun(run)).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringMatching(
        /another version of Convscope, or by hand \(see “recipe\.batchSize”\)/,
      ) as string,
    })
  })

  it('lists a damaged run with its problem', async () => {
    await mkdir(join(run, 'good'))
    await writeRunFile(join(run, 'good'), { ...file, state: 'stopped' })
    await mkdir(join(run, 'bad'))
    await writeFile(join(run, 'bad', 'run.json'), '{"format":1,')
    const listed = await listRuns(run)
    expect(listed.map(({ info }) => info?.id)).toEqual(['good', undefined])
    expect(listed[1]?.problem?.message).toContain('damaged')
  })
})
