import { inEnglish } from '@shared/errors'
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { EpochEvent } from '@shared/contract/training'
import { preset } from '@shared/model/presets'
import { parseRecipe } from '@shared/model/recipe'
import { resolveModel } from '@shared/model/resolve'
import { pseudoWeights } from '../../formats/testing/arbitrary-model'
import { temporaryFolder } from '../../formats/testing/folders'
import { checkpointPath, writeCheckpoint } from '../../runs/checkpoint'
import { epochPath, keepEpochWeights } from '../../runs/epoch-weights'
import { START } from '../../runs/metrics'
import { appendEvents, readRun, writeRunFile } from '../../runs/run-folder'
import { listModels, loadModel, modelDetail } from '..'

/** Ten steps per epoch. */
const STEPS = 10
const lenet = resolveModel(preset('lenet'))

let folder: string
beforeEach(async () => {
  const data = temporaryFolder()
  vi.stubEnv('CONVSCOPE_DATA', data)
  vi.stubEnv('CONVSCOPE_RESOURCES', temporaryFolder())
  folder = join(data, 'runs', 'a')
  await writeRunFile(folder, {
    format: 1,
    title: 'My run',
    recipe: parseRecipe({ model: preset('lenet'), dataset: 'fashion-mnist', epochs: 2 }),
    state: 'finished',
    device: 'CPU',
    versions: {},
    created: 1,
    stepsTotal: 2 * STEPS,
  })
  for (const epoch of [1, 2]) await trained(epoch)
  return () => vi.unstubAllEnvs()
})

async function trained(epoch: number): Promise<void> {
  const step = epoch * STEPS
  const weights = pseudoWeights(lenet, step)
  const event: EpochEvent = {
    ...{ type: 'epoch', epoch, step, trainLoss: 1, trainAccuracy: 0.5, testLoss: 1 },
    testAccuracy: epoch / 10,
  }
  await appendEvents(folder, [event])
  await writeCheckpoint(folder, {
    position: { ...START, step },
    weights,
    optimizerState: new Map(),
  })
  await keepEpochWeights(folder, epoch, weights)
}
const damage = (path: string): void => truncateSync(path, 99)
const entryOf = async () => (await listModels()).find(({ ref }) => ref === 'run:a')

describe('a run as a model', () => {
  it('has its newest checkpoint’s weights, without a remark', async () => {
    expect(await loadModel('run:a')).toMatchObject({
      step: 20,
      origin: { kind: 'checkpoint', step: 20 },
      warnings: [],
      entry: { trained: true, testAccuracy: 0.2 },
    })
    expect((await modelDetail('run:a')).entry).not.toHaveProperty('warnings')
  })

  it('has the same weights from its epochs if the checkpoint is damaged, and says so', async () => {
    damage(checkpointPath(folder, 20))
    const loaded = await loadModel('run:a')
    expect(loaded.weights).toEqual(pseudoWeights(lenet, 20))
    expect(loaded.warnings.map(inEnglish)).toEqual([
      expect.stringMatching(
        /step 20.*damaged.*weights of epoch 2 \(step 20\) are used\./,
      ) as string,
    ])
    expect(loaded.entry.warnings).toEqual(loaded.warnings)
    expect((await modelDetail('run:a')).entry.warnings).toEqual(loaded.warnings)
  })

  it('has older weights, with their accuracy, if newer ones are damaged', async () => {
    damage(checkpointPath(folder, 20))
    damage(epochPath(folder, 2))
    const loaded = await loadModel('run:a')
    expect(loaded).toMatchObject({
      step: 10,
      origin: { kind: 'checkpoint', step: 10 },
      entry: { trained: true, testAccuracy: 0.1 },
    })
    expect(loaded.warnings.map(inEnglish)).toEqual([
      expect.stringContaining('The weights of step 10 are used.'),
    ])
    expect((await modelDetail('run:a')).entry.testAccuracy).toBe(0.1)
  })

  it('is also trained without checkpoints, by the weights of its last epoch', async () => {
    rmSync(join(folder, 'checkpoints'), { recursive: true })
    expect(await entryOf()).toMatchObject({ trained: true })
    expect((await readRun(folder)).checkpointStep).toBe(20)
    const loaded = await loadModel('run:a')
    expect(loaded).toMatchObject({ step: 20, origin: { kind: 'epoch', epoch: 2 } })
    expect(loaded.weights).toEqual(pseudoWeights(lenet, 20))
  })

  it('is untrained, and says so, if no weights are left', async () => {
    for (const part of ['checkpoints', 'epochs']) rmSync(join(folder, part), { recursive: true })
    expect(await entryOf()).toMatchObject({ trained: false })
    const loaded = await loadModel('run:a')
    expect(loaded).toMatchObject({ step: 0, entry: { trained: false } })
    expect(loaded.warnings.map(inEnglish)).toEqual([
      expect.stringContaining('No weights of this run are left'),
    ])
  })

  it('is described, but can’t be loaded, if all are damaged', async () => {
    for (const step of [10, 20]) damage(checkpointPath(folder, step))
    for (const epoch of [1, 2]) damage(epochPath(folder, epoch))
    await expect(loadModel('run:a')).rejects.toMatchObject({ code: 'corrupt' })
    const { entry, spec } = await modelDetail('run:a')
    expect(spec).toEqual(preset('lenet'))
    expect(entry.warnings?.map(inEnglish)).toEqual([expect.stringContaining('step 20')])
  })

  it('is loaded again when a damaged checkpoint is restored', async () => {
    const whole = readFileSync(checkpointPath(folder, 20))
    damage(checkpointPath(folder, 20))
    expect((await loadModel('run:a')).origin?.kind).toBe('epoch')
    writeFileSync(checkpointPath(folder, 20), whole)
    expect(await loadModel('run:a')).toMatchObject({
      origin: { kind: 'checkpoint', step: 20 },
      warnings: [],
    })
  })

  it('is refused with numbers, and not as damaged, if the memory is too small for its weights', async () => {
    vi.stubEnv('CONVSCOPE_MEMORY', '1e6')
    await expect(loadModel('run:a')).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/0\.2 MB.*1\.0 MB of memory/) as string,
    })
    expect((await modelDetail('run:a')).entry.trained).toBe(true)
  })
})
