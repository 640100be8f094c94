import { mkdtemp, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sayPhrase } from '@shared/phrase'
import { checkpointPath, writeCheckpoint } from './checkpoint'
import { epochPath, keepEpochWeights } from './epoch-weights'
import { newestOrigin, newestWeights, weightsRemark, weightsStamp } from './kept-weights'
import { START } from './metrics'

/** Ten steps per epoch. */
const STEPS = 10

let run: string
beforeEach(async () => {
  run = await mkdtemp(join(tmpdir(), 'convscope-kept-'))
})
afterEach(() => rm(run, { recursive: true, force: true }))

const arrays = (value: number) =>
  new Map([['a.weight', { shape: [4], data: new Float32Array(4).fill(value) }]])
const checkpoint = (step: number): Promise<void> =>
  writeCheckpoint(run, {
    position: { ...START, step },
    weights: arrays(step),
    optimizerState: new Map(),
  })
const epoch = (number: number): Promise<void> =>
  keepEpochWeights(run, number, arrays(number * STEPS))

async function used(trained = 0) {
  const found = await newestWeights(run, STEPS)
  if (!found) throw new Error('no weights')
  expect((await newestOrigin(run, STEPS))?.origin).toEqual(found.origin)
  const remark = weightsRemark(found, trained)
  return {
    origin: found.origin,
    value: found.weights.get('a.weight')?.data[0],
    remark: remark && sayPhrase(remark),
  }
}

describe('the newest undamaged weights of a run', () => {
  it('are those of its newest checkpoint, without a remark', async () => {
    for (const number of [1, 2]) {
      await checkpoint(number * STEPS)
      await epoch(number)
    }
    expect(await used(20)).toEqual({
      origin: { kind: 'checkpoint', step: 20 },
      value: 20,
      remark: undefined,
    })
  })

  it('are those of the epoch if the checkpoint of the same step is damaged', async () => {
    for (const number of [1, 2]) {
      await checkpoint(number * STEPS)
      await epoch(number)
    }
    await truncate(checkpointPath(run, 20), 100)
    const { origin, value, remark } = await used(20)
    expect([origin, value]).toEqual([{ kind: 'epoch', step: 20, epoch: 2 }, 20])
    expect(remark).toMatch(
      /checkpoint of step 20.*damaged.*weights of epoch 2 \(step 20\) are used\.$/,
    )
  })

  it('are older ones if all of that step are damaged, with a remark', async () => {
    for (const number of [1, 2]) {
      await checkpoint(number * STEPS)
      await epoch(number)
    }
    await truncate(checkpointPath(run, 20), 100)
    await truncate(epochPath(run, 2), 100)
    const { origin, value, remark } = await used(20)
    expect([origin, value]).toEqual([{ kind: 'checkpoint', step: 10 }, 10])
    expect(remark).toMatch(/checkpoint of step 20.*The weights of step 10 are used\.$/)
  })

  it('are those of the last epoch if no checkpoint is left', async () => {
    for (const number of [0, 1, 2]) await epoch(number)
    const { origin, remark } = await used(20)
    expect(origin).toEqual({ kind: 'epoch', step: 20, epoch: 2 })
    expect(remark).toMatch(/no checkpoint of its newest step.*epoch 2/)
  })

  it('have the remark that they are older than the training if newer ones are gone', async () => {
    await checkpoint(10)
    expect((await used(40)).remark).toMatch(
      /trained up to step 40.*The weights of step 10 are used/,
    )
  })

  it('don’t exist for a run that has kept none, and are a fault if all are damaged', async () => {
    expect(await newestWeights(run, STEPS)).toBeNull()
    await checkpoint(10)
    await epoch(1)
    await truncate(checkpointPath(run, 10), 50)
    await truncate(epochPath(run, 1), 50)
    const fault = { code: 'corrupt', message: expect.stringContaining('step 10') as string }
    await expect(newestWeights(run, STEPS)).rejects.toMatchObject(fault)
    await expect(newestOrigin(run, STEPS)).rejects.toMatchObject(fault)
  })

  it('are skipped if they belong to another network', async () => {
    for (const step of [10, 20]) await checkpoint(step)
    const found = await newestWeights(run, STEPS, (weights) => {
      if (weights.get('a.weight')?.data[0] === 20) throw new Error('another network')
    })
    expect(found?.origin.step).toBe(10)
  })
})

describe('weightsStamp', () => {
  it('changes with newer weights, and when a damaged file is restored', async () => {
    const stamps = [await weightsStamp(run)]
    await epoch(1)
    stamps.push(await weightsStamp(run))
    await checkpoint(10)
    stamps.push(await weightsStamp(run))
    await writeFile(checkpointPath(run, 10), 'garbage')
    await utimes(checkpointPath(run, 10), 1, 1)
    stamps.push(await weightsStamp(run))
    await checkpoint(20)
    stamps.push(await weightsStamp(run))
    expect(new Set(stamps).size).toBe(stamps.length)
  })
})
