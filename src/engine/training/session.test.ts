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

/** A session whose thread runs these lines instead of a training. */
async function session(lines: string): Promise<{ session: TrainingSession; told: unknown[] }> {
  const file = join(folder, 'worker.cjs')
  await writeFile(file, `const { parentPort: port, workerData } = require('node:worker_threads')\n${lines}`)
  const told: unknown[] = []
  const listener: SessionListener = {
    onEvent: (event) => told.push(event),
    onState: (state) => told.push(state),
    onWeights: (step, weights) => told.push([step, ...weights.keys()]),
  }
  return { session: new TrainingSession({ folder, runName: 'r', mode: 'auto' }, listener, file), told }
}

describe('TrainingSession', () => {
  it('passes on what the thread says, and how it ended', async () => {
    const { session: running, told } = await session(`
      port.postMessage({ type: 'state', state: 'running' })
      port.on('message', (message) => {
        if (message.type === 'weights') port.postMessage({ type: 'weights', step: 3, weights: new Map([[workerData.runName, { shape: [1], data: new Float32Array(1) }]]) })
        else { port.postMessage({ type: 'end', outcome: 'stopped' }); port.close() }
      })`)
    running.requestWeights()
    running.request('stop')
    expect(await running.ended).toBe('stopped')
    expect(told).toEqual(['running', [3, 'r']])
  })

  it('rejects with the thread’s own error', async () => {
    const { session: failing } = await session(`port.postMessage({ type: 'error', error: { code: 'diverged', message: 'too fast' } })`)
    await expect(failing.ended).rejects.toMatchObject({ code: 'diverged', message: 'too fast' })
  })

  it.each([
    ['throws', `throw new Error('broken')`, /broken/],
    ['ends without a word', `process.exit(7)`, /exit code 7/],
  ])('says what happened to a thread that %s, and that the checkpoint is kept', async (_, lines, message) => {
    const { session: crashing } = await session(lines)
    await expect(crashing.ended).rejects.toThrow(message)
    await expect(crashing.ended).rejects.toThrow(/last checkpoint/)
  })
})
