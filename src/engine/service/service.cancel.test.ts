import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Progress } from '@shared/contract/common'
import type { EngineCall, EngineInput } from '@shared/contract/engine'
import { preset } from '@shared/model/presets'
import { parseRecipe } from '@shared/model/recipe'
import { resolveModel } from '@shared/model/resolve'
import { encodeIdx } from '../datasets/testing/encode-idx'
import { ownHome } from '../datasets/testing/home'
import { putFiles } from '../datasets/testing/known'
import { encodeTfjs } from '../formats/tfjs/encode'
import { pseudoWeights } from '../formats/testing/arbitrary-model'
import { PassStore } from '../inspect/pass-store'
import { inlinePictures } from '../pictures/picture-thread'
import { tensorflow } from '../runtime/tensorflow'
import { writeCheckpoint } from '../runs/checkpoint'
import { START } from '../runs/metrics'
import { runFolderOf, writeRunFile } from '../runs/run-folder'
import { createHandlers } from './handlers'
import { Jobs } from '../work/jobs'
import { Pictures } from '../inspect/opened-pictures'
import { Tokens } from './tokens'
import { Trainings } from '../trainings/trainings'

const lenet = resolveModel(preset('lenet'))
const home = ownHome()
// Read from the machine's own cache, before the tests switch to one of their own.
beforeAll(() => void tensorflow())

function service() {
  const [hub, jobs, tokens] = [{ emit: vi.fn() }, new Jobs(), new Tokens()]
  const startSession = (): never => {
    throw new Error('nothing trains here')
  }
  const trainings = new Trainings({
    hub,
    jobs,
    startSession,
    onCheckpoint: () => {},
    onRun: () => {},
  })
  const pictures = new Pictures(tokens, inlinePictures)
  const passes = new PassStore()
  const parts = { hub, jobs, tokens, trainings, pictures, passes }
  return { tokens, hub, jobs, handlers: createHandlers(parts) }
}
type Service = ReturnType<typeof service>

/** A data set with two images of 28 × 28 in each half. */
const files = {
  'train-images-idx3-ubyte': encodeIdx([2, 28, 28], new Uint8Array(2 * 784).fill(90)),
  'train-labels-idx1-ubyte': encodeIdx([2], Uint8Array.of(0, 9)),
  't10k-images-idx3-ubyte': encodeIdx([2, 28, 28], new Uint8Array(2 * 784).fill(200)),
  't10k-labels-idx1-ubyte': encodeIdx([2], Uint8Array.of(9, 0)),
}

/**
 * Every folder and file of the test's own home, also hidden temporary ones of unfinished writes.
 */
const everything = async (): Promise<string[]> =>
  (await readdir(home.folder, { recursive: true })).sort()

interface Case<C extends EngineCall = EngineCall> {
  readonly call: C
  /** Prepares what the call works on, and returns its input. */
  prepare(of: Service): Promise<EngineInput<C>>
  /** Whether this is the last progress report before the result is moved into place. */
  isLast(progress: Progress): boolean
}
const job = <C extends EngineCall>(each: Case<C>): Case => each
const isDone = ({ done, total }: Progress): boolean => done > 0 && done === total

/** A folder outside the app's own folders, with the token by which a window names it. */
async function chosen({ tokens }: Service, name: string, contents: typeof files | object) {
  const folder = join(home.folder, name)
  await putFiles(folder, { ...contents })
  tokens.register(`token-of-${name}`, folder)
  return `token-of-${name}`
}

async function trainedRun(dataset: string): Promise<string> {
  const recipe = parseRecipe({ model: preset('lenet'), dataset, seed: 5 })
  await writeRunFile(runFolderOf('trained'), {
    format: 1,
    title: 'Trained',
    recipe,
    state: 'finished',
    device: 'CPU',
    versions: {},
    created: 1,
    stepsTotal: 1,
  })
  await writeCheckpoint(runFolderOf('trained'), {
    position: { ...START, step: 1 },
    weights: pseudoWeights(lenet),
    optimizerState: new Map(),
  })
  return 'trained'
}

async function importedSet(of: Service): Promise<string> {
  const token = await chosen(of, 'letters', files)
  const context = { signal: new AbortController().signal, onProgress: () => {} }
  const info = await of.handlers['datasets.import']({ token }, context)
  return info.id
}

const network = { spec: lenet.spec, classes: [], invert: false as const }
const JOBS = [
  job({
    call: 'models.import',
    prepare: async (of) => ({
      token: await chosen(
        of,
        'exported',
        Object.fromEntries(encodeTfjs(network, pseudoWeights(lenet))),
      ),
    }),
    isLast: isDone,
  }),
  job({
    call: 'models.export',
    prepare: async (of) => ({
      model: 'preset:lenet',
      format: 'tfjs',
      token: await chosen(of, 'target', {}),
    }),
    isLast: isDone,
  }),
  job({
    call: 'datasets.import',
    prepare: async (of) => ({ token: await chosen(of, 'letters', files) }),
    isLast: (progress) => progress.stage === 'cache' && isDone(progress),
  }),
  job({
    call: 'datasets.fetch',
    prepare: async () => {
      await putFiles(join(home.folder, 'sets', 'kmnist'), files)
      return { id: 'kmnist' }
    },
    isLast: (progress) => progress.stage === 'cache' && isDone(progress),
  }),
  job({
    call: 'runs.evaluate',
    prepare: async (of) => ({ run: await trainedRun(await importedSet(of)) }),
    isLast: isDone,
  }),
  job({
    call: 'probe.strongest',
    prepare: async (of) => ({
      model: 'preset:lenet',
      dataset: await importedSet(of),
      target: { layer: 'conv1', channel: 0, place: null },
      count: 2,
    }),
    isLast: isDone,
  }),
]

describe('a job that is cancelled just before its result would take its place', () => {
  beforeEach(async () => {
    for (const folder of ['cache/datasets', 'cache/probes', 'data/models', 'data/networks'])
      await mkdir(join(home.folder, folder), { recursive: true })
  })

  it.each(JOBS)('leaves no folder and no temporary file: $call', async (each) => {
    const of = service()
    const input = await each.prepare(of)
    const before = await everything()
    const controller = new AbortController()
    const told: Progress[] = []
    const context = {
      signal: controller.signal,
      onProgress: (progress: Progress) => {
        told.push(progress)
        if (each.isLast(progress)) controller.abort()
      },
    }
    const handler = of.handlers[each.call] as (...given: unknown[]) => Promise<unknown>
    await expect(handler(input, context)).rejects.toMatchObject({ code: 'cancelled' })
    expect(controller.signal.aborted).toBe(true)
    expect(await everything()).toEqual(before)
    expect(of.jobs.current).toBeNull()
    // A cancelled job can be requested again, and then succeeds.
    await handler(input, { signal: new AbortController().signal, onProgress: () => {} })
    expect((await everything()).length).toBeGreaterThan(before.length)
  })

  it('does not begin if it was cancelled in the queue: a network’s file', async () => {
    const of = service()
    await putFiles(join(home.folder, 'drawn'), { 'net.json': JSON.stringify(lenet.spec) })
    of.tokens.register('token-of-drawn', join(home.folder, 'drawn', 'net.json'))
    const before = await everything()
    const context = { signal: AbortSignal.abort(), onProgress: () => {} }
    await expect(
      of.handlers['models.import']({ token: 'token-of-drawn' }, context),
    ).rejects.toMatchObject({ code: 'cancelled' })
    expect(await everything()).toEqual(before)
  })
})
