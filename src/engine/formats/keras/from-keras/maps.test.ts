import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ModelSpec } from '@shared/model/spec'
import { folderOf } from '../../testing/folders'
import { saveWithTfjs } from '../../testing/load-with-tfjs'
import { difference, differenceOf } from '../../testing/saved-with-tfjs'
import { readTfjsModel } from '../../tfjs/read'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const L = tf.layers
const tanh = () => L.activation({ activation: 'tanh' })

describe('layers as tfjs saves them', () => {
  it.each<[string, () => tf.layers.Layer[]]>([
    ['a leaky ReLU with a slope', () => [L.leakyReLU({ alpha: 0.2 })]],
    ['a PReLU with one slope a channel', () => [prelu([1, 2])]],
    ['a PReLU with one slope', () => [prelu([1, 2, 3])]],
    ['a hard sigmoid', () => [L.activation({ activation: 'hardSigmoid' })]],
    ['mish', () => [L.activation({ activation: 'mish' })]],
    ['softsign', () => [L.activation({ activation: 'softsign' })]],
    ['nearest upsampling', () => [L.upSampling2d({ size: [2, 3] })]],
    [
      'global max pooling',
      () => [tanh(), L.globalMaxPooling2d({}), L.reshape({ targetShape: [1, 1, 3] })],
    ],
    [
      'zeros around values of either sign before a maximum',
      () => [tanh(), L.zeroPadding2d({ padding: 1 }), L.maxPooling2d({ poolSize: 3, strides: 1 })],
    ],
    [
      'zeros before an average padded "same"',
      () => [
        L.zeroPadding2d({
          padding: [
            [1, 0],
            [0, 2],
          ],
        }),
        L.averagePooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
      ],
    ],
    [
      'more zeros than the window behind them',
      () => [L.zeroPadding2d({ padding: 3 }), L.averagePooling2d({ poolSize: 2 })],
    ],
    [
      'zeros before an activation',
      () => [L.zeroPadding2d({ padding: 1 }), L.activation({ activation: 'sigmoid' })],
    ],
    [
      'zeros that are cut off again',
      () => [
        L.zeroPadding2d({ padding: 2 }),
        L.cropping2D({
          cropping: [
            [1, 2],
            [0, 3],
          ],
        }),
      ],
    ],
    [
      'a cut map before a convolution',
      () => [
        L.cropping2D({
          cropping: [
            [1, 0],
            [2, 0],
          ],
        }),
        L.conv2d({ filters: 2, kernelSize: 2, biasInitializer: 'randomNormal' }),
      ],
    ],
    [
      'a cut map that is padded',
      () => [
        L.cropping2D({ cropping: 1 }),
        L.zeroPadding2d({ padding: 1 }),
        L.conv2d({ filters: 2, kernelSize: 2 }),
      ],
    ],
  ])('%s', async (_, layers) => {
    expect(await difference(layers())).toBeLessThan(1e-5)
  })

  it.each([
    ['a map of 1×1', [1, 1, 3]],
    ['a vector', [3]],
  ])('a squeeze-and-excitation whose gate is %s', async (_, targetShape) => {
    const input = tf.input({ shape: [4, 5, 3] })
    const squeezed = L.globalAveragePooling2d({}).apply(input)
    const shaped = L.reshape({ targetShape }).apply(squeezed)
    const gate = L.dense({ units: 3, activation: 'sigmoid' }).apply(shaped)
    const factors = targetShape.length === 1 ? L.reshape({ targetShape: [3] }).apply(gate) : gate
    const scaled = L.multiply().apply([input, factors as tf.SymbolicTensor])
    const outputs = L.flatten().apply(scaled) as tf.SymbolicTensor
    expect(await differenceOf(tf.model({ inputs: input, outputs }))).toBeLessThan(1e-5)
  })

  it('a bilinear upsampling is refused: tfjs reads other places for it than Keras', async () => {
    const bilinear = () => L.upSampling2d({ size: [2, 2], interpolation: 'bilinear' })
    await expect(difference([bilinear()])).rejects.toThrow('written by tfjs')
    const spec = await specOf([bilinear()], '2.15.0')
    expect(spec.layers[0]).toMatchObject({ kind: 'upsample2d', factor: [2, 2], method: 'bilinear' })
  })

  it('a PReLU with a slope for each unit is refused', async () => {
    await expect(difference([L.prelu({})])).rejects.toThrow('slope for each unit')
  })

  it('a hard sigmoid is the function of the Keras that wrote it', async () => {
    const layers = () => [L.activation({ activation: 'hardSigmoid' })]
    const [keras2, keras3] = [await specOf(layers(), '2.15.0'), await specOf(layers(), '3.3.3')]
    expect(keras2.layers[0]).toMatchObject({ function: 'hardSigmoid', slope: 0.2 })
    expect(keras3.layers[0]).toMatchObject({ function: 'hardSigmoid' })
    expect(keras3.layers[0]).not.toHaveProperty('slope')
    await expect(specOf(layers(), undefined)).rejects.toThrow('Keras 3 (x/6 + 0.5)')
  })
})

const prelu = (sharedAxes: number[]) => L.prelu({ sharedAxes, alphaInitializer: 'randomNormal' })

/** What is read of layers as another program would have written them. */
async function specOf(layers: tf.layers.Layer[], version: string | undefined): Promise<ModelSpec> {
  const start = L.inputLayer({ inputShape: [4, 5, 3] })
  const files = new Map(
    await saveWithTfjs(tf.sequential({ layers: [start, ...layers, L.flatten()] })),
  )
  const text = files.get('model.json') as Uint8Array | string
  const json = JSON.parse(typeof text === 'string' ? text : new TextDecoder().decode(text)) as {
    modelTopology: { keras_version?: string | undefined }
  }
  json.modelTopology.keras_version = version
  const { metadata } = await readTfjsModel(
    folderOf(new Map([...files, ['model.json', JSON.stringify(json)]])),
  )
  return metadata.spec
}
