import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Progress } from '@shared/contract/common'
import { resolveModel } from '@shared/model/resolve'
import { Network } from '../layers/network'
import { normalise } from '../pictures/input'
import { tensorflow } from '../runtime/tensorflow'
import { DeviceSplit } from './device-split'
import { evaluateNetwork } from './evaluate'
import { initialiseWeights } from '../training/initialise'
import { data, recipe } from '../training/testing/recipes'

const model = resolveModel(recipe().model)
let network: Network
let split: DeviceSplit
beforeAll(() => {
  network = Network.create(model, initialiseWeights(model, recipe()))
  split = new DeviceSplit(data.test, model.inputShape)
})
afterAll(() => {
  network.dispose()
  split.dispose()
})

describe('evaluateNetwork', () => {
  it('gives every example’s class, loss and confidence, from which accuracy and loss follow', async () => {
    const { numTensors } = tensorflow().memory()
    const progress: Progress[] = []
    const result = await evaluateNetwork(network, split, 'crossEntropy', {
      batchSize: 8,
      onProgress: (each) => progress.push(each),
    })
    expect(tensorflow().memory().numTensors).toBe(numTensors)
    expect([...result.labels]).toEqual([...data.test.labels])
    expect(progress.map(({ done, total }) => [done, total])).toEqual([
      [8, 20],
      [16, 20],
      [20, 20],
    ])

    const tf = tensorflow()
    const logits = tf.tidy(() =>
      network.predict(split.batch(tf.range(0, 20, 1, 'int32')).x).arraySync(),
    )
    logits.forEach((row, i) => {
      const total = row.reduce((sum, value) => sum + Math.exp(value), 0)
      const prediction = row.indexOf(Math.max(...row))
      expect(result.predictions[i]).toBe(prediction)
      expect(result.confidences[i]).toBeCloseTo(Math.exp(row[prediction] ?? NaN) / total, 5)
      expect(result.losses[i]).toBeCloseTo(
        Math.log(total) - (row[data.test.labels[i] ?? 0] ?? NaN),
        5,
      )
    })
    const right = result.predictions.filter(
      (prediction, i) => prediction === data.test.labels[i],
    ).length
    expect(result.accuracy).toBeCloseTo(right / 20, 10)
    expect(result.loss).toBeCloseTo(result.losses.reduce((sum, loss) => sum + loss, 0) / 20, 10)
  })

  it('can be cancelled', async () => {
    await expect(
      evaluateNetwork(network, split, 'crossEntropy', { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('DeviceSplit', () => {
  it('normalises each channel by its own numbers, or all by one, as for single pictures', () => {
    const tf = tensorflow()
    const images = Uint8Array.from({ length: 2 * 2 * 2 * 3 }, (_, i) => (i * 37) % 256)
    const examples = { images, labels: Uint8Array.of(0, 1), count: 2 }
    for (const normalisation of [
      { mean: [0.5], std: [0.1, 0.2, 0.3] },
      { mean: [0.1, 0.2, 0.3], std: [0.25] },
    ]) {
      const colour = new DeviceSplit(examples, [2, 2, 3], normalisation)
      const batch = tf.tidy(() => colour.batch(tf.tensor1d([0, 1], 'int32')).x.dataSync())
      const expected = normalise(
        Float32Array.from(images, (v) => v / 255),
        3,
        normalisation,
      )
      batch.forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 5))
      colour.dispose()
    }
    const other = { mean: [0, 0], std: [1] }
    expect(() => new DeviceSplit(examples, [2, 2, 3], other)).toThrow(/normalisation.mean has 2/)
  })

  it('gives pictures in 0…1, normalised if asked, and their classes, in the order of the indices', () => {
    const tf = tensorflow()
    const normalised = new DeviceSplit(data.test, model.inputShape, { mean: [0.5], std: [0.25] })
    tf.tidy(() => {
      const [plain, other] = [split, normalised].map((each) =>
        each.batch(tf.tensor1d([7, 2], 'int32')),
      )
      const cells = model.inputShape.reduce((product, n) => product * n, 1)
      const bytes = [7, 2].flatMap((i) => [
        ...data.test.images.subarray(i * cells, (i + 1) * cells),
      ])
      plain?.x
        .dataSync()
        .forEach((value, i) => expect(value).toBeCloseTo((bytes[i] ?? NaN) / 255, 6))
      other?.x
        .dataSync()
        .forEach((value, i) => expect(value).toBeCloseTo(((bytes[i] ?? NaN) / 255 - 0.5) / 0.25, 5))
      expect([...(plain?.labels.dataSync() ?? [])]).toEqual([
        data.test.labels[7],
        data.test.labels[2],
      ])
    })
    normalised.dispose()
  })
})
