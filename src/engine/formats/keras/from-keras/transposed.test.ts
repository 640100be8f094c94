import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { difference } from '../../testing/saved-with-tfjs'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

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
    expect(await difference([transposed(config)])).toBeLessThan(1e-5)
  })

  it('takes over a cropping behind it', async () => {
    const crop = tf.layers.cropping2D({
      cropping: [
        [1, 2],
        [0, 3],
      ],
    })
    expect(await difference([transposed({ strides: [2, 2] }), crop])).toBeLessThan(1e-5)
  })

  it('leaves a cropping elsewhere a layer of its own', async () => {
    const cropping = (n: number) => tf.layers.cropping2D({ cropping: n })
    const behind = [transposed({ strides: [2, 2], activation: 'relu' }), cropping(1)]
    expect(await difference(behind)).toBeLessThan(1e-5)
    expect(await difference([cropping(1)])).toBeLessThan(1e-5)
  })
})
