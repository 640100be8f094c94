import * as plain from '@tensorflow/tfjs'
import type { Tensor } from '@tensorflow/tfjs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { elements } from '@shared/layers/definition'
import { preset, PRESET_IDS } from '@shared/model/presets'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import type { NamedArrays } from '@shared/model/weights'
import { Network } from '../../layers/network'
import { loadModel } from '../../models'
import { tensorflow } from '../../runtime/tensorflow'
import { arbitraryTfjsModel, pseudoRandom, pseudoWeights } from '../testing/arbitrary-model'
import { loadWithTfjs } from '../testing/load-with-tfjs'
import { testPictures } from '../testing/test-pictures'
import { encodeTfjs } from './encode'

interface Sample {
  readonly model: ResolvedModel
  readonly weights: NamedArrays
  readonly count: number
  /** [count, height, width, channels] */
  readonly data: Float32Array
}

const shapeOf = ({ model, count }: Sample): [number, number, number, number] => {
  const [height = 0, width = 0, channels = 0] = model.inputShape
  return [count, height, width, channels]
}

function engineLogits(sample: Sample): Float32Array {
  const tf = tensorflow()
  const network = Network.create(sample.model, sample.weights)
  try {
    return tf.tidy(() =>
      network.predict(tf.tensor4d(sample.data, shapeOf(sample))).dataSync<'float32'>(),
    )
  } finally {
    network.dispose()
  }
}

/** By plain tfjs-layers, on the backend that is set. */
async function exportedLogits({ model, weights, ...sample }: Sample): Promise<Float32Array> {
  const exported = await loadWithTfjs(
    encodeTfjs({ spec: model.spec, classes: [], invert: false }, weights),
  )
  try {
    const x = (): Tensor => plain.tensor4d(sample.data, shapeOf({ model, weights, ...sample }))
    return plain.tidy(() =>
      (exported.predict(x(), { batchSize: 250 }) as Tensor).dataSync<'float32'>(),
    )
  } finally {
    exported.dispose()
  }
}

const distance = (a: Float32Array, b: Float32Array): number => {
  expect(a.length).toBe(b.length)
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (b[i] ?? NaN))), 0)
}

const random = (model: ResolvedModel, count: number): Sample => ({
  model,
  weights: pseudoWeights(model),
  count,
  data: pseudoRandom(count * elements(model.inputShape), 3),
})

describe('the engine’s network and its export in plain tfjs-layers', () => {
  it.each(['lenet', 'lenet-relu'] as const)(
    '%s gives the same logits for 1,000 test images, also without TensorFlow',
    async (id) => {
      const trained = id === 'lenet' ? await loadModel('bundled:lenet') : undefined
      const model = trained?.model ?? resolveModel(preset(id))
      const sample = {
        model,
        weights: trained?.weights ?? pseudoWeights(model),
        ...(await testPictures()),
      }
      const own = engineLogits(sample)
      for (const backend of ['tensorflow', 'cpu']) {
        expect(await plain.setBackend(backend), backend).toBe(true)
        const theirs = await exportedLogits(sample)
        expect(distance(own, theirs), backend).toBeLessThanOrEqual(1e-5)
      }
      await plain.setBackend('tensorflow')
    },
  )

  it.each(PRESET_IDS)('%s gives the same logits for many images', async (id) => {
    const sample = random(resolveModel(preset(id)), 50)
    expect(distance(engineLogits(sample), await exportedLogits(sample))).toBeLessThan(1e-5)
  })

  it('any small network gives the same', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryTfjsModel, async (model) => {
        const sample = random(model, 2)
        expect(distance(engineLogits(sample), await exportedLogits(sample))).toBeLessThan(1e-5)
      }),
      { numRuns: 100, seed: 8 },
    )
  })
})
