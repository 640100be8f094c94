import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { resolveModel } from '@shared/model/resolve'
import { pseudoRandom } from '../../testing/arbitrary-model'
import { folderOf } from '../../testing/folders'
import { saveWithTfjs } from '../../testing/load-with-tfjs'
import { referenceForward } from '../../testing/reference'
import { readTfjsModel } from '../read'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

/** tfjs's own answer and that of the model as it was read. */
async function answers(layers: tf.layers.Layer[]) {
  const start = tf.layers.inputLayer({ inputShape: [4, 5, 3] })
  const model = tf.sequential({ layers: [start, ...layers, tf.layers.flatten()] })
  const input = pseudoRandom(60, 2)
  const expected = tf.tidy(() =>
    (model.predict(tf.tensor(input, [1, 4, 5, 3])) as tf.Tensor).dataSync(),
  )
  const { metadata, weights } = await readTfjsModel(folderOf(await saveWithTfjs(model)))
  const read = resolveModel(metadata.spec)
  const last = read.layers.at(-1)?.layer.id ?? ''
  const found = referenceForward(read, weights, input).get(last)?.data ?? new Float64Array()
  expect(found.length).toBe(expected.length)
  return Math.max(...found.map((value, i) => Math.abs(value - (expected[i] ?? NaN))))
}

const transposed = (more: object) =>
  tf.layers.conv2dTranspose({
    filters: 2,
    kernelSize: [3, 2],
    biasInitializer: 'randomNormal',
    ...more,
  })

describe('Conv2DTranspose as tfjs saves it', () => {
  it.each([
    ['valid', { strides: [2, 2], padding: 'valid' }],
    ['same', { strides: [2, 2], padding: 'same' }],
    ['same, uneven', { strides: [1, 1], kernelSize: [4, 3], padding: 'same' }],
    ['valid, a stride beyond the kernel', { strides: [4, 3], padding: 'valid' }],
    ['same, a stride beyond the kernel', { strides: [4, 3], padding: 'same' }],
    ['with an activation', { strides: [2, 1], activation: 'tanh', useBias: false }],
  ])('%s gives tfjs’s own answer', async (_, config) => {
    expect(await answers([transposed(config)])).toBeLessThan(1e-5)
  })

  it('takes over a cropping behind it', async () => {
    const crop = tf.layers.cropping2D({
      cropping: [
        [1, 2],
        [0, 3],
      ],
    })
    expect(await answers([transposed({ strides: [2, 2] }), crop])).toBeLessThan(1e-5)
  })

  it('is refused where the cropping stands elsewhere', async () => {
    const cropping = (n: number) => tf.layers.cropping2D({ cropping: n })
    await expect(
      answers([transposed({ strides: [2, 2], activation: 'relu' }), cropping(1)]),
    ).rejects.toThrow('cut out or repeated')
    await expect(answers([cropping(1)])).rejects.toThrow('cut out or repeated')
  })
})
