import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TrainEvent } from '@shared/contract/training'
import {
  checkpointSteps,
  readNewestCheckpoint,
  writeCheckpoint,
  type Checkpoint,
} from '../runs/checkpoint'
import { START } from '../runs/metrics'
import {
  appendEvents,
  listRuns,
  readEvents,
  readRun,
  truncateEvents,
  writeRunFile,
} from '../runs/run-folder'
import { writeTitle } from '../runs/run-title'
import { EventWriter } from '../runs/tensorboard'
import { recipe } from './testing'

let run: string
beforeEach(async () => {
  run = await mkdtemp(join(tmpdir(), 'convscope-run-'))
})
afterEach(() => rm(run, { recursive: true, force: true }))

const checkpoint = (step: number): Checkpoint => ({
  position: { ...START, step, epochLoss: 1 / 3 },
  weights: new Map([
    ['dense1.weight', { shape: [2, 2], data: new Float32Array([1, -2, 3.5, step]) }],
  ]),
  optimizerState: new Map([
    ['dense1.weight/velocity', { shape: [2, 2], data: new Float32Array([0.1, 0.2, 0.3, 0.4]) }],
  ]),
})
const pathOf = (step: number): string =>
  join(run, 'checkpoints', `step-${String(step).padStart(9, '0')}.checkpoint`)

describe('checkpoints', () => {
  it('come back bit for bit, the newest first, two of them', async () => {
    for (const step of [1, 2, 3]) await writeCheckpoint(run, checkpoint(step))
    expect(await checkpointSteps(run)).toEqual([3, 2])
    expect(await readNewestCheckpoint(run)).toEqual(checkpoint(3))
  })

  it('fall back to the one before when the newest is cut off, and say so when all are damaged', async () => {
    for (const step of [1, 2]) await writeCheckpoint(run, checkpoint(step))
    await truncate(pathOf(2), 100)
    expect((await readNewestCheckpoint(run))?.position.step).toBe(1)
    const bytes = await readFile(pathOf(1))
    bytes[80] = (bytes[80] ?? 0) ^ 0xff
    await writeFile(pathOf(1), bytes)
    await expect(readNewestCheckpoint(run)).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringMatching(
        /^The checkpoint of step 2 of the run “.+” can't be read: it is damaged: [^[{]+$/,
      ) as string,
    })
  })

  it('of another version are told from damaged ones, without the words of a schema', async () => {
    const old = { ...checkpoint(1), position: { ...checkpoint(1).position, epochLoss: undefined } }
    await writeCheckpoint(run, old as unknown as Checkpoint)
    await expect(readNewestCheckpoint(run)).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringMatching(
        /was written by another version of Convscope\. [^[{]+ train the recipe again\.$/,
      ) as string,
    })
  })

  it('are null for a run that has none', async () => {
    expect(await readNewestCheckpoint(run)).toBeNull()
  })
})

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

  it('gives the points before a line that a crash cut off, and those after it', async () => {
    await appendEvents(run, [progress(1)])
    await appendFile(join(run, 'metrics.jsonl'), '{"type":"progress","epo\n')
    await appendEvents(run, [progress(2)])
    expect(await readEvents(run)).toEqual([progress(1), progress(2)])
  })

  it('drops what comes after a checkpoint, and the evaluation of an epoch that has to be made up', async () => {
    await appendEvents(run, [progress(3), progress(4), epoch(4), progress(5)])
    await truncateEvents(run, { step: 4 })
    expect(await readEvents(run)).toEqual([progress(3), progress(4), epoch(4)])
    await truncateEvents(run, { step: 4, untested: true })
    expect(await readEvents(run)).toEqual([progress(3), progress(4)])
  })

  it('says interrupted when the process that trained it is gone', async () => {
    // No process has number 2³¹ − 1: Linux allows 2²² of them.
    await writeRunFile(run, { ...file, state: 'running', process: 2 ** 31 - 1 })
    expect((await readRun(run)).state).toBe('interrupted')
    await writeRunFile(run, { ...file, state: 'running', process: process.pid })
    expect((await readRun(run)).state).toBe('running')
  })

  it('keeps the name that a user gave the run, whatever the training writes', async () => {
    await writeRunFile(run, { ...file, state: 'running', process: process.pid })
    await writeTitle(run, 'Mine')
    await writeRunFile(run, { ...file, state: 'finished' })
    expect(await readRun(run)).toMatchObject({ title: 'Mine', state: 'finished' })
  })

  it('names the field that another version has written otherwise', async () => {
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

describe('EventWriter', () => {
  /** TFRecords of a file: length (8 bytes), its checksum (4), data, its checksum (4). */
  function records(bytes: Buffer): Buffer[] {
    const found: Buffer[] = []
    for (let at = 0; at < bytes.length;) {
      const length = Number(bytes.readBigUInt64LE(at))
      found.push(bytes.subarray(at + 12, at + 12 + length))
      at += 16 + length
    }
    return found
  }

  it('writes a version and then scalars as TensorBoard reads them', async () => {
    const writer = new EventWriter(join(run, 'train'))
    await writer.write(300, { loss: 0.5 })
    await writer.write(301, { loss: 0.25 })
    const [name] = await readdir(join(run, 'train'))
    const bytes = await readFile(join(run, 'train', name ?? ''))
    const [version, first, second] = records(bytes)
    expect(version?.toString('latin1')).toContain('brain.Event:2')
    // step = 300 as a varint, then summary { value { tag: "loss", simple_value } }.
    expect(first?.subarray(9)).toEqual(
      Buffer.from([
        0x10,
        0xac,
        0x02,
        0x2a,
        13,
        0x0a,
        11,
        0x0a,
        4,
        ...Buffer.from('loss'),
        0x15,
        0,
        0,
        0,
        0x3f,
      ]),
    )
    expect(second?.readFloatLE(second.length - 4)).toBe(0.25)
    // How every event file of TensorFlow's own writer begins: length 24 and its masked CRC-32C.
    expect(bytes.subarray(0, 12).toString('hex')).toBe('1800000000000000a37f4b22')
    expect(name).toMatch(/^events\.out\.tfevents\.\d+\./)
  })
})
