import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { resolveModel } from '@shared/model/resolve'
import { pseudoRandom } from '../../testing/arbitrary-model'
import { saveWithTfjs } from '../../testing/load-with-tfjs'
import { folderOf } from '../../testing/folders'
import { referenceForward } from '../../testing/reference'
import { readTfjsModel } from '../../tfjs/read'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const INPUT = pseudoRandom(60, 2)

/** What a file's network gives for [4, 5, 3], and the layers that were read. */
async function read(files: Parameters<typeof folderOf>[0]) {
  const { metadata, weights } = await readTfjsModel(folderOf(files))
  const model = resolveModel(metadata.spec)
  const last = model.layers.at(-1)?.layer.id ?? ''
  return {
    layers: metadata.spec.layers.map(({ id: _, inputs: __, ...layer }) => layer),
    values: [...(referenceForward(model, weights, INPUT).get(last)?.data ?? [])],
  }
}

async function asTfjs(...layers: tf.layers.Layer[]) {
  const start = tf.layers.inputLayer({ inputShape: [4, 5, 3] })
  const model = tf.sequential({ layers: [start, ...layers] })
  const expected = tf.tidy(() => [
    ...(model.predict(tf.tensor(INPUT, [1, 4, 5, 3])) as tf.Tensor).dataSync(),
  ])
  const found = await read(await saveWithTfjs(model))
  expect(found.values).toEqual(expected.map((value) => expect.closeTo(value, 4) as number))
  return found.layers
}

/** A model of one layer as Keras's converter writes it. */
const written = (
  className: string,
  config: Record<string, unknown>,
  arrays: Record<string, readonly number[]> = {},
) => {
  const data = Object.values(arrays).flat()
  const weights = Object.entries(arrays).map(([name, { length }]) => ({
    name: `norm/${name}`,
    shape: [length],
    dtype: 'float32',
  }))
  const layers = [
    { class_name: 'InputLayer', config: { batch_input_shape: [null, 4, 5, 3], name: 'in' } },
    { class_name: className, config: { name: 'norm', ...config } },
  ]
  const json = {
    modelTopology: { class_name: 'Sequential', config: { name: 'seq', layers } },
    weightsManifest: [{ paths: ['w.bin'], weights }],
  }
  return new Map<string, Uint8Array | string>([
    ['model.json', JSON.stringify(json)],
    ['w.bin', new Uint8Array(Float32Array.from(data).buffer)],
  ])
}

describe('normalising layers of Keras', () => {
  it('LayerNormalization over the channels, with and without gamma and beta, as tfjs saves it', async () => {
    const random = { gammaInitializer: 'randomNormal', betaInitializer: 'randomNormal' } as const
    const [own] = await asTfjs(tf.layers.layerNormalization({ ...random, epsilon: 0.01 }))
    expect(own).toEqual({ kind: 'layerNorm', epsilon: 0.01, gamma: true, beta: true })
    const [bare] = await asTfjs(tf.layers.layerNormalization({ center: false, scale: false }))
    expect(bare).toEqual({ kind: 'layerNorm', epsilon: 1e-3, gamma: false, beta: false })
  })

  it('refuses another axis by name', async () => {
    await expect(asTfjs(tf.layers.layerNormalization({ axis: 1 }))).rejects.toThrow(
      'works along axis 1',
    )
  })

  it('GroupNormalization, whose −1 groups are as many as channels', async () => {
    const found = await read(
      written('GroupNormalization', { groups: -1 }, { gamma: [1, 2, 3], beta: [0, 0.5, -1] }),
    )
    expect(found.layers).toEqual([
      { kind: 'groupNorm', groups: 3, epsilon: 1e-3, gamma: true, beta: true },
    ])
    // Each channel has a mean of beta, whatever its values were.
    const mean = (channel: number): number =>
      found.values.filter((_, i) => i % 3 === channel).reduce((sum, value) => sum + value / 20, 0)
    expect([0, 1, 2].map(mean)).toEqual(
      [0, 0.5, -1].map((beta) => expect.closeTo(beta, 5) as number),
    )
  })

  it('Rescaling by one number and by one a channel', async () => {
    const plain = await read(written('Rescaling', { scale: 1 / 127.5, offset: -1 }))
    expect(plain.layers).toEqual([{ kind: 'scale', scale: 1 / 127.5, offset: -1 }])
    const each = await read(written('Rescaling', { scale: [1, 2, 4], offset: [0.5, 0.5, 0.5] }))
    expect(each.layers).toEqual([{ kind: 'scale', scale: [1, 2, 4], offset: 0.5 }])
  })

  it('Normalization by its settings, by adapted weights, and inverted', async () => {
    const [mean, variance] = [
      [0.5, -0.25, 0],
      [0.25, 4, 1],
    ]
    const expected = [...INPUT].map(
      (x, i) => expect.closeTo((x - mean[i % 3]!) / Math.sqrt(variance[i % 3]!), 5) as number,
    )
    expect((await read(written('Normalization', { mean, variance }))).values).toEqual(expected)
    const nested = { mean: [[[mean]]], variance: [[[variance]]] }
    expect((await read(written('Normalization', nested))).values).toEqual(expected)
    expect((await read(written('Normalization', {}, { mean, variance }))).values).toEqual(expected)
    const back = await read(written('Normalization', { mean, variance, invert: true }))
    expect(back.layers).toEqual([{ kind: 'scale', scale: [0.5, 2, 1], offset: mean }])
  })

  it('Normalization without its numbers is refused', async () => {
    await expect(read(written('Normalization', {}))).rejects.toThrow('needs 3 numbers (mean)')
  })
})
