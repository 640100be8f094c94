import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { fitToDataset } from '@shared/model/fit'
import { trainedMeaning } from '@shared/model/output/trained'
import { resolveModel } from '@shared/model/resolve'
import type { ModelSpecInput } from '@shared/model/spec'
import { evaluateModel } from '../evaluate/evaluate-model'
import { LOSS_FUNCTIONS } from '../evaluate/loss'
import { classLogits } from '../evaluate/class-logits'
import { entryOfRun } from '../models/sources/run-entries'
import { meaningIn } from '../formats/metadata'
import { readNewestCheckpoint } from '../runs/testing/newest-checkpoint'
import { readEvents, readRun } from '../runs/run-folder'
import { tensorflow } from '../runtime/tensorflow'
import { runTraining } from './run-training'
import { data, recipe } from './testing/recipes'
import { compareSteps, partsOf } from './testing/step-loops'

vi.mock(import('../datasets'), async (importOriginal) => ({
  ...(await importOriginal()),
  loadDataset: () => Promise.reject(new Error('these tests bring their own data')),
}))

const network = (...end: ModelSpecInput['layers']): ModelSpecInput => ({
  name: 'Two classes',
  input: { height: 8, width: 8, channels: 1 },
  layers: [{ id: 'flatten', kind: 'flatten' }, { id: 'unit', kind: 'dense', units: 1 }, ...end],
})
const SIGMOID = network({ id: 'sigmoid', kind: 'activation', function: 'sigmoid' })
const LOGIT = network()

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-binary-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('a network of one output', () => {
  it('has the binary cross-entropy as its loss, of a probability and of a logit', () => {
    const tf = tensorflow()
    tf.tidy(() => {
      const [logits, labels] = [
        [-2, 0.5, 3],
        [0, 1, 0],
      ] as const
      const expected = logits.map((z, i) => {
        const p = 1 / (1 + Math.exp(-z))
        return expect.closeTo(-Math.log(labels[i] === 1 ? p : 1 - p), 5) as number
      })
      const z = tf.tensor2d([...logits], [3, 1])
      const truth = tf.tensor1d([...labels], 'int32')
      for (const [outputs, given] of [
        [z, 'logits'],
        [tf.sigmoid(z), 'probabilities'],
      ] as const) {
        const both = classLogits(outputs, { kind: 'binary', given })
        expect([...LOSS_FUNCTIONS.crossEntropy(both, truth).dataSync()]).toEqual(expected)
      }
    })
  })

  it.each([
    ['sigmoid', SIGMOID],
    ['no function', LOGIT],
  ])('with %s at its end is trained alike, compiled and operation by operation', (_, model) => {
    const found = compareSteps(partsOf({ model }), 2)
    expect(found.loss).toBeLessThanOrEqual(1e-5)
    expect(found.gradients).toBeLessThanOrEqual(1e-5)
    expect(found.state).toBeLessThanOrEqual(1e-5)
  })

  it.each([
    ['sigmoid', SIGMOID, 'probabilities'],
    ['logit', LOGIT, 'logits'],
  ] as const)(
    '%s: learns two classes, is evaluated and keeps its meaning',
    async (id, model, given) => {
      const run = join(folder, id)
      const outcome = await runTraining(
        {
          folder: run,
          recipe: recipe({ model, epochs: 20, learningRate: 0.05 }),
          onEvent: () => undefined,
          onState: () => undefined,
        },
        () => Promise.resolve(data),
      )
      expect(outcome).toBe('finished')
      const last = (await readEvents(run)).filter((event) => event.type === 'epoch').at(-1)
      expect(last?.testAccuracy).toBe(1)
      const entry = entryOfRun(await readRun(run), data.info.classes)
      expect([entry.meaning, entry.classes]).toEqual([{ kind: 'binary', given }, ['left', 'right']])

      const weights = (await readNewestCheckpoint(run))?.weights ?? new Map()
      const resolved = resolveModel(recipe({ model }).model)
      const found = await evaluateModel({ entry, model: resolved, weights }, data.test)
      expect(found.accuracy).toBe(1)
      expect(found.loss).toBeCloseTo(last?.testLoss ?? NaN, 5)
      const rights = [0, 1].map((label) => data.test.labels.filter((each) => each === label).length)
      expect([...found.confusion]).toEqual([rights[0], 0, 0, rights[1]])
      // An export says it; one of an earlier version does not, and was trained here.
      expect(meaningIn({ dataset: 'halves' }, resolved)).toEqual({ kind: 'binary', given })
    },
  )

  it('stays one output where it is fitted to two classes, and becomes three for three', () => {
    const { model } = recipe({ model: SIGMOID })
    const shape = { height: 8, width: 8, channels: 1 }
    expect(fitToDataset(model, { ...shape, classes: 2 })).toEqual(model)
    const three = resolveModel(fitToDataset(model, { ...shape, classes: 3 }))
    expect(three.classes).toBe(3)
    expect(trainedMeaning(three)).toEqual({ kind: 'multiclass', given: 'logits' })
  })

  it('is refused for a data set of another number of classes', async () => {
    const info = { ...data.info, classes: ['a', 'b', 'c'] }
    const options = {
      folder: join(folder, 'three'),
      recipe: recipe({ model: SIGMOID }),
      onEvent: () => undefined,
      onState: () => undefined,
    }
    await expect(runTraining(options, () => Promise.resolve({ ...data, info }))).rejects.toThrow(
      'distinguishes 2 classes',
    )
  })
})
