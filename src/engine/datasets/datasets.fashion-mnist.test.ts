import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decodePicture, toInput } from '../pictures'
import { resourcesFolder } from '../runtime/paths'
import { datasetImages, datasetInfo, loadDataset, verifyDataset } from './index'

/** The real set, where it has been fetched; nothing is downloaded for a test. */
const { state } = await datasetInfo('fashion-mnist')
const LENET_INPUT = { height: 28, width: 28, channels: 1 }

describe.skipIf(state !== 'ready')('Fashion-MNIST', () => {
  it('is whole, and has the published labels and statistics', async () => {
    expect((await verifyDataset('fashion-mnist')).state).toBe('ready')
    const { info, train, test } = await loadDataset('fashion-mnist')
    expect([train.count, test.count, info.classes.length]).toEqual([60_000, 10_000, 10])
    expect([...train.labels.subarray(0, 10)]).toEqual([9, 0, 0, 3, 0, 2, 7, 2, 5, 5])
    const counts = info.classes.map(() => 0)
    for (const label of train.labels) counts[label] = (counts[label] ?? 0) + 1
    expect(counts).toEqual(info.classes.map(() => 6000))
    const mean = train.images.reduce((sum, value) => sum + value, 0) / train.images.length / 255
    // The mean that recipes for this set give: 0.2860.
    expect(mean).toBeCloseTo(0.286, 4)
  })

  it('gives single pictures as the whole set has them', async () => {
    const { test } = await loadDataset('fashion-mnist')
    const { pixels, labels } = await datasetImages('fashion-mnist', 'test', [9999, 0])
    expect(Buffer.compare(pixels.subarray(0, 784), test.images.subarray(9999 * 784))).toBe(0)
    expect([...labels]).toEqual([test.labels[9999], test.labels[0]])
  })

  it.each([
    ['ankle-boot', 0, false, 1e-7],
    ['pullover', 1, false, 1e-7],
    ['trouser', 2, false, 1e-7],
    ['sandal', 8, false, 1e-7],
    ['dress', 13, false, 1e-7],
    ['bag', 18, false, 1e-7],
    // Enlarged and made small again: the edges are softer, the picture is the same.
    ['ankle-boot-on-white', 0, true, 0.03],
  ] as const)('the sample %s is test picture %i', async (name, index, invert, tolerance) => {
    const input = toInput(
      await decodePicture(readFileSync(join(resourcesFolder(), 'samples', `${name}.png`))),
      LENET_INPUT,
      { invert },
    )
    const { pixels } = await datasetImages('fashion-mnist', 'test', [index])
    const difference =
      input.reduce((sum, value, i) => sum + Math.abs(value - (pixels[i] ?? 0) / 255), 0) /
      input.length
    expect(difference).toBeLessThan(tolerance)
  })
})
