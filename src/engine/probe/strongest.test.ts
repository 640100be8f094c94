import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { strongestSchema, type ProbeTarget } from '@shared/contract/probe'
import { changeAside, datasetImages, loadDataset } from '../datasets'
import { forwardInput } from '../inspect'
import type { LoadedModel } from '../models/loaded-model'
import { tensorflow } from '../runtime/tensorflow'
import { accuracyOf } from './accuracy'
import { Ranking } from './ranking'
import { strongest } from './strongest'
import { smallDataset, smallModel } from './testing/small'

const [TRAIN, TEST] = [160, 40]
const model = smallModel()
const alone = <T>(work: () => Promise<T>): Promise<T> => work()
const never = <T>(): Promise<T> => Promise.reject(new Error('searched again'))
const ask = (target: ProbeTarget, count = 8, loaded: LoadedModel = model) =>
  strongest(loaded, { target, dataset, count }, alone)

let folder = ''
let dataset = ''
beforeAll(async () => {
  // Read from the machine's own cache, before the tests switch to one of their own.
  tensorflow()
  folder = await mkdtemp(join(tmpdir(), 'convscope-strongest-'))
  vi.stubEnv('CONVSCOPE_CACHE', join(folder, 'cache'))
  vi.stubEnv('CONVSCOPE_DATA', join(folder, 'data'))
  dataset = await smallDataset(join(folder, 'set'), TRAIN, TEST)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

/** Every image in a forward pass of its own. */
async function bruteForce({
  layer,
  channel,
  place,
}: ProbeTarget): Promise<
  { value: number; split: string; index: number; row: number; column: number }[]
> {
  const { train, test } = await loadDataset(dataset)
  const found = []
  for (const [split, { images, count }] of [
    ['train', train],
    ['test', test],
  ] as const) {
    for (let index = 0; index < count; index++) {
      const pass = await forwardInput(
        model,
        Float32Array.from(images.subarray(index * 144, (index + 1) * 144), (byte) => byte / 255),
      )
      const { shape = [], data = [] } = pass.outputs.get(layer) ?? {}
      const [height = 1, width = 1, channels = 1] = shape.length === 3 ? shape : [1, 1, shape[0]]
      let best = { value: -Infinity, split, index, row: 0, column: 0 }
      for (let row = 0; row < height; row++) {
        for (let column = 0; column < width; column++) {
          const value = data[(row * width + column) * channels + channel] ?? NaN
          if ((!place || (place[0] === row && place[1] === column)) && value > best.value)
            best = { value, split, index, row, column }
        }
      }
      found.push(best)
    }
  }
  return found.sort((a, b) => b.value - a.value)
}

describe('the strongest patches', () => {
  it.each<ProbeTarget>([
    { layer: 'conv2', channel: 2, place: null },
    { layer: 'pool1', channel: 0, place: [3, 5] },
    { layer: 'dense1', channel: 4, place: null },
  ])('of %j are those of a forward pass for each of 200 pictures', async (target) => {
    const expected = (await bruteForce(target)).slice(0, 8)
    const { patches, examined } = await ask(target)
    expect(examined).toBe(TRAIN + TEST)
    expect(patches.map(({ split, index, row, column }) => ({ split, index, row, column }))).toEqual(
      expected.map(({ split, index, row, column }) => ({ split, index, row, column })),
    )
    patches.forEach(({ value }, i) => expect(value).toBeCloseTo(expected[i]?.value ?? NaN, 5))
  })

  it('come with their images and classes, and fit the contract', async () => {
    const answer = await ask({ layer: 'conv1', channel: 1, place: null }, 5)
    expect(strongestSchema.parse(answer)).toEqual(answer)
    for (const [i, { split, index, label }] of answer.patches.entries()) {
      const { pixels } = await datasetImages(dataset, split, [index])
      expect(answer.images.pixels.subarray(i * 144, (i + 1) * 144)).toEqual(pixels)
      expect(label).toBe(String(index % 5))
    }
    expect(answer.field).toEqual({ size: [3, 3], stride: [1, 1], start: [-1, -1] })
  })

  it('are kept for every channel of the layer, as long as the weights don’t change', async () => {
    const target = { layer: 'conv2', channel: 3, place: null }
    const first = await ask(target)
    const again = await strongest(model, { target, dataset, count: 8 }, never)
    expect(again).toEqual({ ...first, kept: true })
    await strongest(model, { target: { ...target, channel: 5 }, dataset, count: 8 }, never)
    const weights = new Map(model.weights)
    const { shape, data } = weights.get('conv1.bias')!
    weights.set('conv1.bias', { shape, data: data.map((value) => value + 0.1) })
    expect((await ask(target, 8, { ...model, weights })).kept).toBe(false)
  })

  it('are searched again if the kept search is damaged, and a search leaves no tensors', async () => {
    const kept = join(folder, 'cache', 'probes')
    for (const name of await readdir(kept)) await writeFile(join(kept, name), '{')
    const before = tensorflow().memory().numTensors
    const answer = await ask({ layer: 'conv2', channel: 3, place: null })
    expect(answer.kept).toBe(false)
    expect(tensorflow().memory().numTensors).toBe(before)
  })

  it('can be limited and cancelled, and report their progress', async () => {
    const target = { layer: 'tanh1', channel: 0, place: null }
    const told: number[] = []
    const answer = await strongest(model, { target, dataset, count: 3, limit: 170 }, alone, {
      onProgress: ({ done }) => told.push(done),
    })
    expect(answer.examined).toBe(170)
    expect(told.at(-1)).toBe(170)
    await expect(
      strongest(model, { target, dataset, count: 3 }, alone, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('leave out what is set aside, and search again when it is put back', async () => {
    const target = { layer: 'conv2', channel: 2, place: null }
    const all = await ask(target)
    const [{ split, index } = { split: 'train' as const, index: 0 }] = all.patches
    const aside = { train: [], test: [], [split]: [index] }
    await changeAside(dataset, { aside })
    const fewer = await ask(target)
    expect(fewer).toMatchObject({ examined: TRAIN + TEST - 1, setAside: 1, kept: false })
    expect(fewer.patches.slice(0, 7)).toEqual(all.patches.slice(1))
    await changeAside(dataset, { back: aside })
    expect(await ask(target)).toMatchObject({ patches: all.patches, setAside: 0, kept: true })
  })

  it('need a data set of the network’s input size', async () => {
    const other = { ...model, model: { ...model.model, inputShape: [28, 28, 1] } }
    await expect(ask({ layer: 'conv1', channel: 0, place: null }, 3, other)).rejects.toMatchObject({
      code: 'unsupported',
    })
  })
})

it('a ranking keeps the strongest, and of equal ones the first', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 40 }),
      fc.integer({ min: 1, max: 10 }),
      (values, count) => {
        const ranking = new Ranking(count)
        values.forEach((value, picture) => ranking.offer(value, picture, 0))
        const expected = values
          .map((value, picture) => ({ value, picture, cell: 0 }))
          .sort((a, b) => b.value - a.value || a.picture - b.picture)
        expect(ranking.finds).toEqual(expected.slice(0, count))
      },
    ),
  )
})

it('accuracy counts what forward passes predict', async () => {
  const { test } = await loadDataset(dataset)
  let right = 0
  for (let index = 0; index < 25; index++) {
    const pass = await forwardInput(
      model,
      Float32Array.from(test.images.subarray(index * 144, (index + 1) * 144), (byte) => byte / 255),
    )
    if (pass.predictions[0]?.index === test.labels[index]) right += 1
  }
  expect(await accuracyOf(model, dataset, 25)).toMatchObject({ right, examined: 25 })
  expect((await accuracyOf(model, dataset, 1000)).examined).toBe(TEST)
})
