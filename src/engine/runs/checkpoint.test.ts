import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkpointSteps, writeCheckpoint, type Checkpoint } from './checkpoint'
import { readNewestCheckpoint } from './testing/newest-checkpoint'
import { START } from './metrics'

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
  it('are read back bit for bit, the newest first, two of them', async () => {
    for (const step of [1, 2, 3]) await writeCheckpoint(run, checkpoint(step))
    expect(await checkpointSteps(run)).toEqual([3, 2])
    expect(await readNewestCheckpoint(run)).toEqual(checkpoint(3))
  })

  it('give the one before if the newest is cut off, and an error if all are damaged', async () => {
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

  it('of another version are distinguished from damaged ones, without the words of a schema', async () => {
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
