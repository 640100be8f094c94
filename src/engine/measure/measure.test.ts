import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { estimateStep } from '@shared/model/estimate'
import { preset } from '@shared/model/presets'
import { resolveModel } from '@shared/model/resolve'
import { summarise } from '@shared/model/summary'
import { tensorflow } from '../runtime/tensorflow'
import { measureInProcess, requireMemory } from './in-process'
import { measureSteps } from './measure'

const options = { spec: preset('modern'), batchSize: 8, optimizer: 'adam', steps: 3 } as const

describe('measureSteps', () => {
  it('measures the time of real steps, reports each, and leaves no tensor behind', async () => {
    const before = tensorflow().memory().numTensors
    const told: number[] = []
    const measurement = await measureSteps(options, (done) => told.push(done))
    expect(told).toEqual([1, 2, 3])
    expect(measurement).toMatchObject({ steps: 3, batchSize: 8 })
    expect(measurement.secondsPerStep).toBeGreaterThan(0)
    expect(tensorflow().memory().numTensors).toBe(before)
  })

  it('finds a peak of at least the weights, and at most a few times the estimate', async () => {
    const model = resolveModel(options.spec)
    const estimate = estimateStep(model, summarise(model), options)
    const { peakBytes } = await measureSteps({ ...options, steps: 1 })
    expect(peakBytes).toBeGreaterThan(estimate.weightBytes / 2)
    expect(peakBytes).toBeLessThan(4 * estimate.bytes)
  })
})

describe('a step that the machine can’t hold', () => {
  it('is refused with numbers before it begins', () => {
    expect(() =>
      requireMemory({ ...options, spec: preset('vgg16'), batchSize: 256 }, 16e9),
    ).toThrow(/VGG-16.*GB.*16\.0 GB/)
    expect(() => requireMemory(options, 16e9)).not.toThrow()
  })
})

describe('measureInProcess', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convscope-measure-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  /** A process that runs these lines instead of a measurement. */
  async function measuring(lines: string, signal = new AbortController().signal) {
    const file = join(folder, 'worker.cjs')
    await writeFile(file, lines)
    const progress: number[] = []
    return {
      progress,
      result: measureInProcess(
        options,
        { signal, onProgress: ({ done }) => progress.push(done) },
        file,
      ),
    }
  }

  it('passes on progress and the result', async () => {
    const measurement = { secondsPerStep: 1, peakBytes: 2, steps: 3, batchSize: 8, device: 'CPU' }
    const { progress, result } = await measuring(
      `process.send({ type: 'step', done: 1 }); process.send({ type: 'end', answer: ${JSON.stringify(measurement)} })`,
    )
    expect(await result).toEqual(measurement)
    expect(progress).toEqual([1])
  })

  it('ends the process when it is cancelled', async () => {
    const controller = new AbortController()
    const { result } = await measuring('setInterval(() => undefined, 1000)', controller.signal)
    controller.abort()
    await expect(result).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('gives the error of the process, or says that it ended', async () => {
    await expect(
      (
        await measuring(
          `process.send({ type: 'error', error: { code: 'too-large', message: 'no' } })`,
        )
      ).result,
    ).rejects.toMatchObject({ code: 'too-large' })
    await expect((await measuring('process.exit(3)')).result).rejects.toThrow(/exit code 3/)
  })
})
