import { beforeAll, describe, expect, it } from 'vitest'
import type { Dataset } from '../dataset'
import { loadDataset } from '../load'
import { distinctPictures } from './copies'
import { examplesOf } from './examples'
import { flawsOf } from './flaws'
import { nearCopies } from './near-copies'
import { COPYINGS, type Copying } from './testing/planted'

const SIDE = 28
const PIXELS = SIDE * SIDE

let dataset: Dataset
beforeAll(async () => {
  dataset = await loadDataset('fashion-mnist')
})

/** Positions of all test pictures in the list of both halves. */
const testPositions = ({ train, test }: Dataset): number[] =>
  Array.from({ length: test.count }, (_, index) => train.count + index)

describe('Fashion-MNIST', () => {
  it('holds no picture twice', async () => {
    expect((await distinctPictures(examplesOf(dataset))).copies).toEqual([])
  })

  it('holds test pictures that were trained on, but for a few levels', async () => {
    const positions = [13_360, 58_762, 11_932, 19_456, 18_494, ...testPositions(dataset)]
    const found = await nearCopies(examplesOf(dataset), positions)
    const leaks = found.filter(({ leak }) => leak)
    expect(
      leaks.map(({ pictures: [a, b], difference }) => [a.index, b.index, difference.toFixed(4)]),
    ).toEqual([
      [13_360, 4998, '0.0029'],
      [58_762, 9867, '0.0092'],
      [11_932, 2605, '0.0108'],
      [19_456, 6210, '0.0133'],
      [18_494, 2115, '0.0140'],
      // 2115 and 4926 are near copies of each other.
      [18_494, 4926, '0.0180'],
    ])
    expect(
      leaks.every(
        ({ conflict, mirrored, dy, dx }) => !conflict && !mirrored && dy === 0 && dx === 0,
      ),
    ).toBe(true)
  })

  it('has 19 dark pictures and no other flaw', async () => {
    const { flaws, usual } = await flawsOf(examplesOf(dataset))
    expect(usual).toEqual([])
    expect(flaws.map(({ kind }) => kind)).toEqual(Array.from({ length: 19 }, () => 'dark'))
    expect(flaws[0]).toMatchObject({ picture: { split: 'test', index: 4469 }, limit: 0.32 })
  })
})

describe('200 planted copies', () => {
  it('are found, and hardly anything else', async () => {
    const kinds = Object.keys(COPYINGS) as Copying[]
    const images = dataset.test.images.slice()
    const planted = new Map<number, number>()
    for (let number = 0; number < 200; number++) {
      const kind = kinds[number % kinds.length] ?? 'exact'
      const from = number * 7 + 3
      const to = 5000 + number * 19
      const original = images.subarray(from * PIXELS, (from + 1) * PIXELS)
      images.set(COPYINGS[kind](original, SIDE), to * PIXELS)
      planted.set(to, from)
    }
    const examples = examplesOf({ ...dataset, test: { ...dataset.test, images } })
    const { first, copies } = await distinctPictures(examples)
    const near = await nearCopies(examples, first.slice(dataset.train.count))
    const pairs = [...copies, ...near].map(({ pictures }) => pictures.map(({ index }) => index))
    const right = pairs.filter(([a = -1, b = -1]) => planted.get(b) === a)
    expect(right.length).toBeGreaterThanOrEqual(190)
    expect(pairs.length - right.length).toBeLessThan(0.01 * dataset.test.count)
    expect(copies).toHaveLength(50)
  })
})
