import { describe, expect, it } from 'vitest'
import { folderOf } from '../../testing/folders'
import { kerasCase } from '../../testing/keras-cases'
import { readTfjsModel } from '../../tfjs/read'

describe('a Keras model that is no plain chain or graph of layers', () => {
  it.each([
    ['outputs', /^The model has 2 outputs \(kind, age\).*get_layer\("kind"\)/],
    ['second-output', /Layer "flatten" reads output 2 of layer "split"/],
    ['operation-keras2', /is an operation \(.*truediv\) written among the layers/],
    ['operation-keras3', /is an operation \(TrueDivide\) written among the layers/],
    ['dense-on-rows', /^Dense "rows" reads a grey picture without an axis of channels.*Reshape/],
  ])('says what it is: %s', async (name, words) => {
    const reading = readTfjsModel(folderOf(kerasCase(`refused/${name}`).files))
    await expect(reading).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(words) as string,
    })
  })
})

describe('a model in a model', () => {
  it.each(['nested-keras2', 'nested-keras3'])('is read with its layers: %s', async (name) => {
    const { metadata, weights } = await readTfjsModel(folderOf(kerasCase(`refused/${name}`).files))
    expect(metadata.spec.layers.map(({ id }) => id.replace(/_\d+$/, ''))).toEqual([
      'base_conv2d',
      'flatten',
      'dense',
    ])
    expect([...weights.values()].map(({ shape }) => shape.join())).toEqual([
      '2,2,3,2',
      '2',
      '24,3',
      '3',
    ])
  })
})
