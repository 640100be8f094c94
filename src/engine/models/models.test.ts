import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { modelEntrySchema, modelDetailSchema } from '@shared/contract/models'
import { AppError, inEnglish } from '@shared/errors'
import { preset } from '@shared/model/presets'
import { parseRecipe } from '@shared/model/recipe'
import { resolveModel } from '@shared/model/resolve'
import { exportModel } from './export'
import { encodeTfjs } from '../formats/tfjs/encode'
import { pseudoWeights } from '../formats/testing/arbitrary-model'
import { folderOf, temporaryFolder } from '../formats/testing/folders'
import { writeCheckpoint } from '../runs/checkpoint'
import { initialiseWeights } from '../training/initialise'
import { appendEvents, writeRunFile } from '../runs/run-folder'
import {
  deleteModel,
  dropLiveWeights,
  importModel,
  listModels,
  loadModel,
  modelDetail,
  offerLiveWeights,
  renameModel,
  resolveModelArgument,
  restoreModel,
} from '.'

let data = ''
let resources = ''
beforeEach(() => {
  data = temporaryFolder()
  resources = temporaryFolder()
  vi.stubEnv('CONVSCOPE_DATA', data)
  vi.stubEnv('CONVSCOPE_RESOURCES', resources)
  return () => vi.unstubAllEnvs()
})

const lenet = resolveModel(preset('lenet'))
const recipe = parseRecipe({ model: preset('lenet'), dataset: 'fashion-mnist', seed: 5 })
const runFile = {
  format: 1,
  title: 'My run',
  recipe,
  state: 'finished',
  device: 'CPU',
  versions: {},
  created: 1,
  stepsTotal: 2350,
} as const
const position = {
  epochLoss: 0,
  epochCorrect: 0,
  epochExamples: 0,
  totalExamples: 0,
  totalSeconds: 0,
}

/** Makes a run in the data folder, with a checkpoint if it has a step. */
async function run(
  id: string,
  step?: number,
  file: Partial<Parameters<typeof writeRunFile>[1]> = {},
): Promise<string> {
  const folder = join(data, 'runs', id)
  await writeRunFile(folder, { ...runFile, ...file })
  if (step !== undefined)
    await writeCheckpoint(folder, {
      position: { ...position, step },
      weights: pseudoWeights(lenet, step),
      optimizerState: new Map(),
    })
  return folder
}
const exported = (title?: string): string =>
  folderOf(
    encodeTfjs({ spec: lenet.spec, classes: [], invert: false, title }, pseudoWeights(lenet)),
  )
const refs = async (): Promise<string[]> => (await listModels()).map(({ ref }) => ref)

async function fault(promise: Promise<unknown>): Promise<AppError> {
  const thrown = await promise.then(
    () => new Error('nothing was thrown'),
    (error: unknown) => error,
  )
  if (thrown instanceof AppError) return thrown
  throw thrown
}

describe('the list of models', () => {
  it('has the presets with seeded weights if there is nothing else', async () => {
    const entries = await listModels()
    expect(entries.map(({ origin, trained }) => [origin, trained])).toEqual(
      entries.map(() => ['preset', false]),
    )
    expect(entries.find(({ ref }) => ref === 'preset:lenet')).toMatchObject({
      title: 'LeNet',
      parameters: 61_706,
      inputShape: [28, 28, 1],
    })
    const { weights } = await loadModel('preset:lenet')
    expect(weights).toEqual(
      initialiseWeights(lenet, parseRecipe({ model: lenet.spec, dataset: 'x' })),
    )
  })

  it('has runs with their data set’s classes and accuracy, bundled and imported models', async () => {
    const folder = await run('a', 235)
    await appendEvents(folder, [
      {
        type: 'epoch',
        epoch: 1,
        step: 235,
        trainLoss: 1,
        trainAccuracy: 0.5,
        testLoss: 1,
        testAccuracy: 0.6,
      },
    ])
    await run('b')
    mkdirSync(join(resources, 'models'), { recursive: true })
    await exportModel(await loadModel('run:a'), 'tfjs', join(resources, 'models', 'lenet'))
    const imported = await importModel(exported('A model'))
    const entries = new Map(
      (await listModels()).map((entry) => [entry.ref, modelEntrySchema.parse(entry)]),
    )
    expect(entries.get('run:a')).toMatchObject({
      title: 'My run',
      trained: true,
      testAccuracy: 0.6,
      dataset: 'fashion-mnist',
    })
    expect(entries.get('run:a')?.classes).toContain('ankle boot')
    expect(entries.get('run:b')).toMatchObject({ trained: false })
    expect(entries.get('bundled:lenet')).toMatchObject({
      title: 'My run',
      trained: true,
      testAccuracy: 0.6,
      classes: entries.get('run:a')?.classes,
    })
    expect(entries.get(imported.ref)).toMatchObject({
      title: 'A model',
      origin: 'imported',
      classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    })
  })

  it('keeps damaged ones, with their faults', async () => {
    writeFileSync(join(await run('bad'), 'run.json'), '{"format":')
    const { ref } = await importModel(exported())
    writeFileSync(join(data, 'models', ref.slice(9), 'spec.json'), '[]')
    mkdirSync(join(resources, 'models', 'empty'), { recursive: true })
    const broken = (await listModels()).filter(({ problem }) => problem !== undefined)
    expect(broken.map((entry) => modelEntrySchema.parse(entry).ref).sort()).toEqual(
      ['bundled:empty', ref, 'run:bad'].sort(),
    )
    expect((await fault(loadModel('run:bad'))).code).toBe('corrupt')
    await deleteModel('run:bad')
    expect(await refs()).not.toContain('run:bad')
  })

  it('is made without reading weights: a damaged checkpoint is found when it is loaded', async () => {
    const folder = await run('a', 10)
    writeFileSync(join(folder, 'checkpoints', 'step-000000010.checkpoint'), 'garbage')
    expect((await listModels()).find(({ ref }) => ref === 'run:a')).toMatchObject({
      trained: true,
      title: 'My run',
    })
    expect((await fault(loadModel('run:a'))).code).toBe('corrupt')
  })
})

describe('loading', () => {
  it.each(['run:..', 'run:.', 'imported:..', 'run:.hidden', 'run:a/b', 'other:x', 'lenet', 'run:'])(
    '%s names no model',
    async (ref) => {
      expect((await fault(loadModel(ref))).code).toBe('invalid-argument')
    },
  )

  it('says what does not exist', async () => {
    expect((await fault(loadModel('run:gone'))).code).toBe('not-found')
    expect((await fault(loadModel('imported:gone'))).code).toBe('not-found')
    expect((await fault(loadModel('preset:toString'))).code).toBe('not-found')
  })

  it('keeps a model in memory until its files change', async () => {
    const folder = await run('a', 10)
    const first = await loadModel('run:a')
    expect(await loadModel('run:a')).toBe(first)
    expect(first).toMatchObject({ step: 10, warnings: [] })
    await writeCheckpoint(folder, {
      position: { ...position, step: 20 },
      weights: pseudoWeights(lenet, 20),
      optimizerState: new Map(),
    })
    const second = await loadModel('run:a')
    expect(second.step).toBe(20)
    expect(second.weights).toEqual(pseudoWeights(lenet, 20))
  })

  it('gives a run without a checkpoint its initial weights', async () => {
    await run('fresh')
    const { weights, entry } = await loadModel('run:fresh')
    expect(entry.trained).toBe(false)
    expect(weights).toEqual(initialiseWeights(lenet, recipe))
  })

  it('shows the weights of a running training', async () => {
    await run('live', 10)
    offerLiveWeights('live', { step: 12, weights: pseudoWeights(lenet, 12) })
    expect(await loadModel('run:live')).toMatchObject({
      step: 12,
      weights: pseudoWeights(lenet, 12),
    })
    offerLiveWeights('live', { step: 13, weights: pseudoWeights(lenet, 13) })
    expect((await loadModel('run:live')).step).toBe(13)
    dropLiveWeights('live')
    expect((await loadModel('run:live')).step).toBe(10)
  })

  it('gives the network and what it costs', async () => {
    const detail = await modelDetail('preset:lenet')
    expect(modelDetailSchema.parse(detail)).toEqual(detail)
    expect(detail.summary.totals.parameters).toBe(61_706)
  })
})

describe('a user’s own models', () => {
  it('is imported once, unless it is given another name', async () => {
    const source = exported('Mine')
    const first = await importModel(source)
    const notes: string[] = []
    const again = await importModel(source, { onNote: (note) => void notes.push(inEnglish(note)) })
    expect(again.ref).toBe(first.ref)
    expect(notes).toEqual(['The same model is already there as “Mine”, so nothing was imported.'])
    const other = await importModel(source, {}, { title: 'Another' })
    expect(other.ref).not.toBe(first.ref)
    await renameModel(first.ref, 'Renamed')
    expect([first.ref, other.ref]).toContain((await importModel(source)).ref)
  })

  it('are imported completely or not at all, under the folder’s name', async () => {
    const source = exported()
    const entry = await importModel(join(source, 'model.json'))
    expect(entry.title).toBe(source.split('/').at(-1))
    expect((await loadModel(entry.ref)).weights).toEqual(pseudoWeights(lenet))
    const before = readdirSync(join(data, 'models'))
    writeFileSync(join(source, 'group1-shard1of1.bin'), 'short')
    expect((await fault(importModel(source))).code).toBe('invalid-file')
    expect(readdirSync(join(data, 'models'))).toEqual(before)
  })

  it('report weights that are not numbers', async () => {
    const weights = new Map(pseudoWeights(lenet))
    weights.set('dense3.bias', { shape: [10], data: new Float32Array(10).fill(NaN) })
    const entry = await importModel(
      folderOf(encodeTfjs({ spec: lenet.spec, classes: [], invert: false }, weights)),
    )
    expect((await loadModel(entry.ref)).warnings.map(inEnglish)).toEqual([
      expect.stringContaining('10 weights') as string,
    ])
  })

  it('are renamed', async () => {
    await run('a', 3)
    const { ref } = await importModel(exported())
    for (const each of [ref, 'run:a']) {
      expect((await renameModel(each, 'Better name')).title).toBe('Better name')
      expect((await listModels()).find((entry) => entry.ref === each)?.title).toBe('Better name')
    }
    expect((await loadModel(ref)).weights).toEqual(pseudoWeights(lenet))
  })

  it('are moved to the trash and restored', async () => {
    await run('a', 3)
    const { ref } = await importModel(exported())
    for (const each of ['run:a', ref]) {
      await deleteModel(each)
      expect(await refs()).not.toContain(each)
      expect((await fault(loadModel(each))).code).toBe('not-found')
      expect((await restoreModel(each)).ref).toBe(each)
      expect((await fault(restoreModel(each))).code).toBe('already-exists')
    }
    expect((await loadModel('run:a')).step).toBe(3)
  })

  it('are never overwritten in the trash', async () => {
    await run('a', 1)
    await deleteModel('run:a')
    await run('a', 2)
    await deleteModel('run:a')
    expect(readdirSync(join(data, 'trash', 'run'))).toHaveLength(2)
    expect((await restoreModel('run:a')).ref).toBe('run:a')
    expect((await loadModel('run:a')).step).toBe(2)
  })

  it('are renamed while they train, but not deleted; models that come with the app stay unchanged', async () => {
    await run('busy', 1, { state: 'running', process: process.pid })
    expect((await fault(deleteModel('run:busy'))).code).toBe('busy')
    expect((await renameModel('run:busy', 'Renamed')).title).toBe('Renamed')
    expect((await listModels()).find(({ ref }) => ref === 'run:busy')?.title).toBe('Renamed')
    expect((await fault(deleteModel('preset:lenet'))).code).toBe('unsupported')
    expect((await fault(renameModel('bundled:lenet', 'x'))).code).toBe('unsupported')
    expect((await fault(deleteModel('run:..'))).code).toBe('invalid-argument')
    expect(existsSync(join(data, 'runs', 'busy', 'run.json'))).toBe(true)
  })
})

describe('a command line’s argument', () => {
  it('may be a preset, a ref, a run’s id or folder', async () => {
    const folder = await run('a', 4)
    expect((await resolveModelArgument('lenet')).entry.ref).toBe('preset:lenet')
    expect((await resolveModelArgument('preset:modern')).spec.name).toBe(preset('modern').name)
    for (const text of ['run:a', 'a', folder, join(folder, 'run.json')])
      expect((await resolveModelArgument(text)).step, text).toBe(4)
  })

  it('may be an exported model of either format, or its file', async () => {
    const tfjs = exported()
    const npz = temporaryFolder()
    await exportModel(await loadModel('preset:lenet'), 'npz', npz)
    for (const text of [tfjs, join(tfjs, 'model.json')])
      expect((await resolveModelArgument(text)).weights, text).toEqual(pseudoWeights(lenet))
    for (const text of [npz, join(npz, 'weights.npz'), join(npz, 'spec.json')])
      expect((await resolveModelArgument(text)).weights, text).toEqual(
        (await loadModel('preset:lenet')).weights,
      )
  })

  it('may be a ModelSpec, which is untrained', async () => {
    const folder = folderOf(new Map([['net.json', JSON.stringify(preset('modern'))]]))
    const loaded = await resolveModelArgument(join(folder, 'net.json'))
    expect(loaded.entry).toMatchObject({ trained: false, title: preset('modern').name })
    expect(loaded.weights.size).toBeGreaterThan(0)
  })

  it('says what is wrong with it', async () => {
    const folder = folderOf(
      new Map([
        [
          'net.json',
          '{"name":"x","input":{"height":8,"width":8,"channels":1},"layers":[{"id":"c","kind":"conv9"}]}',
        ],
        ['text.json', 'hello'],
        ['other.json', '{}'],
      ]),
    )
    expect(await fault(resolveModelArgument(join(folder, 'net.json')))).toMatchObject({
      code: 'invalid-model',
      message: expect.stringContaining('layer "c"') as string,
    })
    expect((await fault(resolveModelArgument(join(folder, 'text.json')))).code).toBe('invalid-file')
    expect((await fault(resolveModelArgument(join(folder, 'other.json')))).code).toBe(
      'invalid-file',
    )
    expect(await fault(resolveModelArgument(folder))).toMatchObject({ code: 'not-found' })
    expect(await fault(resolveModelArgument('lenett'))).toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('lenet-relu') as string,
    })
    expect((await fault(resolveModelArgument('run:..'))).code).toBe('invalid-argument')
  })

  it('of an exported run keeps the run’s details', async () => {
    await run('a', 9, {
      recipe: { ...recipe, normalisation: { mean: [0.3], std: [0.4] }, fitting: 'crop' },
    })
    const folder = join(temporaryFolder(), 'out')
    await exportModel(await loadModel('run:a'), 'tfjs', folder)
    const loaded = await resolveModelArgument(folder)
    expect(loaded).toMatchObject({
      step: 9,
      normalisation: { mean: [0.3], std: [0.4] },
      fitting: 'crop',
      entry: { title: 'My run', dataset: 'fashion-mnist' },
    })
    expect(readFileSync(join(folder, 'model.json'), 'utf8')).not.toContain(data)
  })
})
