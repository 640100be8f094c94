import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readCheckpoint, writeCheckpoint, type Checkpoint } from './checkpoint'
import { START } from './metrics'
import { dropMomentsAfter, keepMoment, momentBytes, momentPath, momentSteps } from './moments'

const checkpoint = (step: number): Checkpoint => {
  const weights = new Map([['a.weight', { shape: [100], data: new Float32Array(100).fill(step) }]])
  return { position: { ...START, step }, weights, optimizerState: weights }
}

let run: string
beforeEach(async () => {
  run = await mkdtemp(join(tmpdir(), 'convscope-moments-'))
})
afterEach(() => rm(run, { recursive: true }))

async function keep(step: number, budget?: number): Promise<void> {
  await writeCheckpoint(run, checkpoint(step))
  await keepMoment(run, step, budget)
}

describe('moments', () => {
  it('stay when their checkpoints go', async () => {
    for (let step = 1; step <= 5; step += 1) await keep(step)
    await expect(momentSteps(run)).resolves.toEqual([1, 2, 3, 4, 5])
    await expect(readCheckpoint(run, 1, momentPath(run, 1))).resolves.toEqual(checkpoint(1))
  })

  it('take no more than the budget, and the first and the newest stay', async () => {
    await keep(1)
    const budget = 6.5 * (await momentBytes(run))
    for (let step = 2; step <= 40; step += 1) {
      await keep(step, budget)
      expect(await momentBytes(run)).toBeLessThanOrEqual(budget)
      const steps = await momentSteps(run)
      expect([steps[0], steps.at(-1)]).toEqual([1, step])
    }
  })

  it('that will be made again are dropped', async () => {
    for (let step = 1; step <= 5; step += 1) await keep(step)
    await dropMomentsAfter(run, 3)
    await expect(momentSteps(run)).resolves.toEqual([1, 2, 3])
  })
})
