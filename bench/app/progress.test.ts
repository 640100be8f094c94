import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { examplesDone, followRun, speedOf, type Arrival } from './progress'

const examples = (step: number): number => examplesDone(step, 256, 60_000)

it('counts the last batch of an epoch as the 96 examples that it has', () => {
  expect([0, 1, 234, 235, 236].map(examples)).toEqual([0, 256, 59_904, 60_000, 60_256])
})

it('measures the speed within epochs, and leaves out the time between them', () => {
  const arrivals: Arrival[] = [
    { at: 0, type: 'progress', step: 215 },
    { at: 500, type: 'progress', step: 225 },
    { at: 1000, type: 'progress', step: 235 },
    { at: 9000, type: 'epoch', step: 235 },
    { at: 9100, type: 'progress', step: 240 },
    { at: 9600, type: 'progress', step: 250 },
  ]
  expect(speedOf(arrivals, examples)).toEqual({
    seconds: 1.5,
    rate: (19 * 256 + 96 + 10 * 256) / 1.5,
  })
  expect(speedOf([], examples).rate).toBeNaN()
})

it('reads lines as they are written, also partial ones, but not earlier ones', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'convscope-progress-'))
  const path = join(folder, 'metrics.jsonl')
  await writeFile(path, '{"type":"progress","step":0}\n')
  const steps: number[] = []
  const following = followRun(folder, ({ step }) => steps.push(step))
  await appendFile(path, '{"type":"progress","step":1}\n{"type":"pro')
  await appendFile(path, 'gress","step":2}\n')
  await vi.waitFor(() => expect(steps).toEqual([1, 2]), { timeout: 5000 })
  following.stop()
  await rm(folder, { recursive: true })
})
