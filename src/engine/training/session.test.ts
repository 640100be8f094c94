import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TrainingSession, type SessionListener } from './session'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-session-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A session whose process runs these lines instead of a training. */
async function session(lines: string): Promise<{ session: TrainingSession; told: unknown[] }> {
  const file = join(folder, 'worker.cjs')
  await writeFile(file, lines)
  const told: unknown[] = []
  const listener: SessionListener = {
    onEvent: (event) => told.push(event),
    onState: (state) => told.push(state),
    onCheckpoint: (step) => told.push(step),
    onWeights: (step, weights) => told.push([step, ...weights.keys()]),
  }
  return {
    session: new TrainingSession({ folder, runName: 'r', mode: 'auto' }, listener, file),
    told,
  }
}

describe('TrainingSession', () => {
  it('passes on the process’s messages, and how it ended', async () => {
    const { session: running, told } = await session(`
      let job
      process.send({ type: 'state', state: 'running' })
      process.send({ type: 'checkpoint', step: 2 })
      process.on('message', (message) => {
        if (message.type === 'job') job = message.job
        else if (message.type === 'weights') process.send({ type: 'weights', step: 3, weights: new Map([[job.runName, { shape: [1], data: new Float32Array(1) }]]) })
        else { process.send({ type: 'end', outcome: 'stopped' }); process.disconnect() }
      })`)
    running.requestWeights()
    running.request('stop')
    expect(await running.ended).toBe('stopped')
    expect(told).toEqual(['running', 2, [3, 'r']])
  })

  it('rejects with the process’s own error', async () => {
    const { session: failing } = await session(
      `process.send({ type: 'error', error: { code: 'diverged', message: 'too fast' } }, () => process.disconnect())`,
    )
    await expect(failing.ended).rejects.toMatchObject({ code: 'diverged', message: 'too fast' })
  })

  it.each([
    ['throws', `throw new Error('broken')`, /exit code 1/],
    ['is killed', `process.kill(process.pid, 'SIGKILL')`, /SIGKILL/],
    ['ends without a word', `process.exit(7)`, /exit code 7/],
  ])('says what happened to a process that %s, and how to continue', async (_, lines, message) => {
    const { session: crashing } = await session(lines)
    await expect(crashing.ended).rejects.toThrow(message)
    await expect(crashing.ended).rejects.toThrow(/last checkpoint/)
  })
})
