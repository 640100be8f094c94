import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { resolveModel } from '@shared/model/resolve'
import { pseudoRandom } from '../testing/arbitrary-model'
import { folderOf } from '../testing/folders'
import { saveWithTfjs } from '../testing/load-with-tfjs'
import { referenceForward } from '../testing/reference'
import { readTfjsModel } from './read'

/** As Teachable Machine builds it: a network cut off at its features, a head, in a Sequential. */
function machine(): tf.LayersModel {
  const picture = tf.input({ shape: [8, 8, 3], name: 'picture' })
  const map = tf.layers
    .conv2d({ filters: 6, kernelSize: 3, padding: 'same', name: 'Conv1' })
    .apply(picture)
  const features = tf.layers.reLU({ maxValue: 6, name: 'Conv1_relu' }).apply(map)
  const base = tf.model({ inputs: picture, outputs: features as tf.SymbolicTensor, name: 'model1' })
  const truncated = tf.sequential()
  truncated.add(base)
  truncated.add(tf.layers.globalAveragePooling2d({ name: 'pooled' }))
  const head = tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [6], units: 5, activation: 'relu', name: 'dense_Dense1' }),
      tf.layers.dense({ units: 3, useBias: false, activation: 'softmax', name: 'dense_Dense2' }),
    ],
  })
  const whole = tf.sequential()
  whole.add(truncated)
  whole.add(head)
  return whole
}

const METADATA = {
  ...{ tfjsVersion: '1.3.1', tmVersion: '2.4.5', packageVersion: '0.8.4-alpha2' },
  ...{ packageName: '@teachablemachine/image', modelName: 'tm-my-image-model' },
  ...{ labels: ['rock', 'paper', 'scissors'], imageSize: 224, userMetadata: {} },
}

/** The folder that Teachable Machine lets its users download. */
const downloaded = async (model: tf.LayersModel, metadata: object = METADATA): Promise<string> =>
  folderOf((await saveWithTfjs(model)).set('metadata.json', JSON.stringify(metadata)))

describe('a model of Teachable Machine', () => {
  it('answers to a picture as its own library does', async () => {
    const model = machine()
    const { metadata, weights, unknown } = await readTfjsModel(await downloaded(model))
    expect(unknown).toBeUndefined()
    expect(metadata).toMatchObject({
      title: 'tm-my-image-model',
      classes: METADATA.labels,
      fitting: 'crop',
    })
    const bytes = pseudoRandom(8 * 8 * 3, 5).map((value) => Math.floor(Math.abs(value) * 255))
    const expected = tf.tidy(() =>
      (model.predict(tf.tensor(bytes, [1, 8, 8, 3]).div(127).sub(1)) as tf.Tensor).dataSync(),
    )
    const { mean = [], std = [] } = metadata.normalisation ?? {}
    const input = bytes.map((value) => (value / 255 - (mean[0] ?? NaN)) / (std[0] ?? NaN))
    const read = resolveModel(metadata.spec)
    const logits = referenceForward(read, weights, input).get(read.layers.at(-1)?.layer.id ?? '')
    const powers = Array.from(logits?.data ?? [], Math.exp)
    const sum = powers.reduce((a, b) => a + b, 0)
    expect(powers).toHaveLength(3)
    powers.forEach((power, i) => expect(power / sum).toBeCloseTo(expected[i] ?? NaN, 5))
  })

  it('has its layers under their own names, behind those of the models around them', async () => {
    const { metadata } = await readTfjsModel(await downloaded(machine()))
    const names = ['model1_Conv1', 'model1_Conv1_relu', 'pooled']
    const head = ['dense_Dense1', 'dense_Dense1_relu', 'dense_Dense2']
    expect(metadata.spec.layers.map(({ id }) => id.replace(/^sequential_\d+_/, ''))).toEqual([
      ...names,
      ...head,
    ])
  })

  it.each([
    ['of another library', { ...METADATA, packageName: '@teachablemachine/audio' }],
    ['without labels', { ...METADATA, labels: undefined }],
    ['that is none', []],
  ])('metadata %s says nothing', async (_, metadata) => {
    const read = await readTfjsModel(await downloaded(machine(), metadata))
    expect(read.unknown).toEqual(['preprocessing', 'classes'])
    expect(read.metadata.normalisation).toBeUndefined()
  })

  it('keeps its preparation where the labels are of other classes', async () => {
    const few = { ...METADATA, labels: ['rock'] }
    const read = await readTfjsModel(await downloaded(machine(), few))
    expect(read.unknown).toEqual(['classes'])
    expect(read.metadata.fitting).toBe('crop')
  })
})
