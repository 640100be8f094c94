import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readNewestCheckpoint } from '../../runs/testing/newest-checkpoint'
import { runTraining } from '../run-training'
import { data, recipe } from '../testing/recipes'
import { findRate } from './find-rate'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-rates-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const load = () => Promise.resolve(data)

async function trained(name: string): Promise<unknown> {
  const listener = { onEvent: () => undefined, onState: () => undefined }
  await runTraining(
    { folder: join(folder, name), recipe: recipe({ epochs: 2 }), ...listener },
    load,
  )
  const { weights, optimizerState } = (await readNewestCheckpoint(join(folder, name))) ?? {}
  return { weights, optimizerState }
}

it('a rate is found without a trace: pictures, recipe and the next training are the same', async () => {
  const before = await trained('before')
  const [asked, images] = [recipe(), data.train.images.slice()]
  const steps: number[] = []
  const range = { from: 1e-5, to: 1, steps: 120 }
  const found = await findRate({ recipe: asked, range }, (done) => steps.push(done), load)
  expect(found.suggestion).toBeGreaterThan(1e-4)
  expect(found.chance).toBeCloseTo(Math.log(2), 1)
  expect(steps).toEqual(found.points.map((_, i) => i + 1))
  expect(found.points[0]?.rate).toBe(1e-5)
  expect(asked).toEqual(recipe())
  expect(data.train.images).toEqual(images)
  expect(await trained('after')).toEqual(before)
})

it('two tests of a recipe are equal, whatever its own rate and schedule', async () => {
  const range = { from: 1e-5, to: 1, steps: 40 }
  const first = await findRate({ recipe: recipe(), range }, undefined, load)
  const other = recipe({ learningRate: 0.5, schedule: { kind: 'cosine' } })
  expect(await findRate({ recipe: other, range }, undefined, load)).toEqual(first)
})
