import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { labelCheckSchema, labelSettingsSchema } from '@shared/contract/label-check'
import { changeAside, changeLabels, datasetInfo, datasetLabels, importDataset } from '../datasets'
import { encodeIdx } from '../datasets/testing/encode-idx'
import { ownHome } from '../datasets/testing/home'
import { putFiles } from '../datasets/testing/known'
import { uniforms } from '../runtime/random'
import { tensorflow } from '../runtime/tensorflow'
import { checkLabels, keptLabelCheck } from '.'

const home = ownHome()
// Read from the machine's own cache, before the tests switch to one of their own.
beforeAll(() => void tensorflow())
const SIDE = 12
/** Every so many labels is the other one. */
const WRONG_EVERY = 20

/** Pictures with a bright left or right half; some of the labels are wrong. */
function part(count: number, seed: number) {
  const draw = uniforms(seed, 'split')
  const pixels = new Uint8Array(count * SIDE * SIDE)
  const truth = Array.from({ length: count }, () => (draw() < 0.5 ? 0 : 1))
  for (let at = 0; at < count; at++)
    for (let cell = 0; cell < SIDE * SIDE; cell++) {
      const bright = (cell % SIDE < SIDE / 2 ? 0 : 1) === truth[at]
      pixels[at * SIDE * SIDE + cell] = Math.floor((bright ? 110 : 20) + 120 * draw())
    }
  const labels = truth.map((label, at) => (at % WRONG_EVERY === 3 ? 1 - label : label))
  return {
    images: encodeIdx([count, SIDE, SIDE], pixels),
    labels: encodeIdx([count], Uint8Array.from(labels)),
  }
}

async function imported(): Promise<string> {
  const [train, test] = [part(200, 1), part(60, 2)]
  const folder = join(home.folder, 'halves')
  await putFiles(folder, {
    'train-images-idx3-ubyte': train.images,
    'train-labels-idx1-ubyte': train.labels,
    't10k-images-idx3-ubyte': test.images,
    't10k-labels-idx1-ubyte': test.labels,
  })
  return (await importDataset(folder)).id
}
const settings = labelSettingsSchema.parse({ folds: 3, epochs: 12 })
const isPlanted = ({ index }: { readonly index: number }): boolean => index % WRONG_EVERY === 3

describe('the check of labels', () => {
  it('finds planted errors in both halves, and is not done twice', async () => {
    const id = await imported()
    expect(await keptLabelCheck(id)).toBeNull()
    const found = await checkLabels(id, settings)
    expect(labelCheckSchema.parse(found)).toEqual(found)
    const flagged = found.doubts.filter((doubt) => doubt.flagged)
    // 13 labels are wrong.
    expect(flagged.length).toBeGreaterThanOrEqual(10)
    expect(flagged.every(isPlanted)).toBe(true)
    expect(new Set(flagged.map(({ split }) => split))).toEqual(new Set(['train', 'test']))
    expect(found.doubts.slice(0, flagged.length).every(isPlanted)).toBe(true)
    expect(found.count).toBe(260)
    expect(found.joint.flat().reduce((sum, count) => sum + count, 0)).toBe(260)
    let told = 0
    const again = await checkLabels(id, settings, {
      onProgress: () => {
        told++
      },
    })
    expect([again, told]).toEqual([found, 0])
    expect(await keptLabelCheck(id)).toEqual(found)
  })

  it('leaves out what is set aside, and is another with another seed', async () => {
    const id = await imported()
    await changeAside(id, { aside: { train: [3, 23], test: [] } })
    const found = await checkLabels(id, settings)
    expect(found.count).toBe(258)
    expect(found.doubts.some(({ split, index }) => split === 'train' && index === 3)).toBe(false)
    const other = await checkLabels(id, { ...settings, seed: 9 })
    expect(other.doubts.map(({ margin }) => margin)).not.toEqual(
      found.doubts.map(({ margin }) => margin),
    )
  })

  it('leaves nothing where it is cancelled', async () => {
    const id = await imported()
    const controller = new AbortController()
    const before = (await readdir(home.folder, { recursive: true })).sort()
    const work = { signal: controller.signal, onProgress: () => controller.abort() }
    await expect(checkLabels(id, settings, work)).rejects.toMatchObject({ code: 'cancelled' })
    expect((await readdir(home.folder, { recursive: true })).sort()).toEqual(before)
  })
})

describe('corrected labels', () => {
  it('are a list of their own, which is taken back by its undo', async () => {
    const id = await imported()
    const own = await datasetLabels(id)
    const other = (half: 'train' | 'test', at: number): [number, number] => [
      at,
      1 - (own[half][at] ?? 0),
    ]
    // A label that the file has is no correction.
    const train = [other('train', 3), [4, own.train[4] ?? 0] as const]
    const first = await changeLabels(id, { labels: { train, test: [] } })
    const kept = (await datasetInfo(id)).relabelled
    expect(first.info.relabelled).toEqual(kept)
    expect(kept).toMatchObject({ train: [other('train', 3)], test: [] })
    const more = await changeLabels(id, {
      labels: { train: [], test: [other('test', 5)] },
      back: { train: [3], test: [] },
    })
    expect(more.info.relabelled).toMatchObject({ train: [], test: [other('test', 5)] })
    const undone = await changeLabels(id, more.undo)
    expect(undone.info.relabelled).toEqual(kept)
    await changeLabels(id, first.undo)
    expect((await datasetInfo(id)).relabelled).toBeUndefined()
  })

  it('are refused for pictures and classes that there aren’t', async () => {
    const id = await imported()
    const wrong = (train: [number, number][]) => changeLabels(id, { labels: { train, test: [] } })
    await expect(wrong([[200, 0]])).rejects.toMatchObject({ code: 'invalid-argument' })
    await expect(wrong([[0, 2]])).rejects.toMatchObject({ details: { label: 2, classes: 2 } })
  })
})
