import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseModelSpec } from '@shared/model/spec'
import { parseRecipe } from '@shared/model/recipe'
import { forwardInput } from '../inspect'
import { loadModel } from '../models'
import { smallDataset, smallModel, smallPicture } from '../probe/testing/small'
import { readRunFile, runFolderOf } from '../runs/run-folder'
import { weightsAt } from '../runs/time'
import { runTraining } from '../training/run-training'
import { lookAt } from './look'
import { keptScores, measureMoments } from './scores'

const RUN = 'small-run'
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-time-'))
  process.env.CONVSCOPE_DATA = join(folder, 'data')
  const dataset = await smallDataset(join(folder, 'files'), 60, 40)
  const { spec } = smallModel()
  await runTraining({
    folder: runFolderOf(RUN),
    mode: 'eager',
    recipe: parseRecipe({
      ...{ model: parseModelSpec(spec), dataset, epochs: 3, batchSize: 20, keepEverySteps: 2 },
    }),
    onEvent: () => undefined,
    onState: () => undefined,
  })
})
afterAll(async () => {
  delete process.env.CONVSCOPE_DATA
  await rm(folder, { recursive: true, force: true })
})

const at = (step: number): string => `run:${RUN}@${step}`

describe('a moment of a run', () => {
  it('is a model with the weights of its step, forwards and backwards', async () => {
    const file = await readRunFile(runFolderOf(RUN))
    for (const step of [0, 9, 4, 6, 2, 9, 0]) {
      const loaded = await loadModel(at(step))
      expect(loaded.step).toBe(step)
      expect(loaded.entry).toMatchObject({ ref: at(step), trained: step > 0 })
      expect(loaded.weights).toEqual(await weightsAt(runFolderOf(RUN), file, step))
    }
    await expect(loadModel(at(5))).rejects.toMatchObject({ code: 'not-found' })
    await expect(loadModel(`imported:${RUN}@4`)).rejects.toMatchObject({ code: 'invalid-argument' })
  })

  it('shows pass, maps, filters and field of one set of weights', async () => {
    const picture = smallPicture()
    const target = { layer: 'conv2', unit: [1, 1, 2] as const, of: 'unit' as const }
    const seen: number[][] = []
    for (const step of [9, 0, 9]) {
      const loaded = await loadModel(at(step))
      const { pass, maps, filters, field } = await lookAt(loaded, picture, 'conv2', target)
      const alone = await forwardInput(
        { ...loaded, entry: { ...loaded.entry, ref: 'preset:x' } },
        picture,
      )
      expect(pass.outputs).toEqual(alone.outputs)
      expect(maps).toEqual(pass.outputs.get('conv2'))
      expect(filters?.data).toEqual(loaded.weights.get('conv2.weight')?.data)
      expect(field?.map.data.some((value) => value > 0)).toBe(true)
      seen.push([...maps.data])
    }
    expect(seen[0]).toEqual(seen[2])
    expect(seen[0]).not.toEqual(seen[1])
  })

  it('has scores, measured once and kept, that agree with those of the training', async () => {
    await expect(keptScores(RUN)).resolves.toBeNull()
    const scores = await measureMoments(RUN)
    expect([...scores.steps]).toEqual([0, 2, 3, 4, 6, 8, 9])
    const size = scores.classes.length ** 2
    scores.steps.forEach((_, n) => {
      const matrix = scores.confusion.subarray(n * size, (n + 1) * size)
      expect(matrix.reduce((a, b) => a + b, 0)).toBe(40)
      const right = scores.classes.reduce(
        (sum, _class, label) => sum + (matrix[label * (scores.classes.length + 1)] ?? 0),
        0,
      )
      expect(scores.accuracies[n]).toBeCloseTo(right / 40, 6)
    })
    await expect(keptScores(RUN)).resolves.toEqual(scores)
    await expect(measureMoments(RUN)).resolves.toEqual(scores)
  })
})
