import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Tensor } from '@tensorflow/tfjs'
import { AppError } from '@shared/errors'
import { elements } from '@shared/layers/definition'
import { preset, PRESET_IDS } from '@shared/model/presets'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import { Network } from '../../layers/network'
import { tensorflow } from '../../runtime/tensorflow'
import { arbitraryModel, pseudoRandom, pseudoWeights } from '../testing/arbitrary-model'
import { loadWithTfjs } from '../testing/load-with-tfjs'
import { encodeTfjs } from './encode'

/** Largest difference between the logits of the engine's network and of its export in plain tfjs-layers. */
async function difference(model: ResolvedModel, images: number): Promise<number> {
  // First, since it brings the backend that plain tfjs-layers then uses too.
  const tf = tensorflow()
  const weights = pseudoWeights(model)
  const exported = await loadWithTfjs(encodeTfjs({ spec: model.spec, classes: [], invert: false }, weights))
  const network = Network.create(model, weights)
  const [own, theirs] = tf.tidy(() => {
    const [height = 0, width = 0, channels = 0] = model.inputShape
    const x = tf.tensor4d(pseudoRandom(images * elements(model.inputShape), 3), [images, height, width, channels])
    return [network.predict(x).dataSync<'float32'>(), (exported.predict(x, { batchSize: images }) as Tensor).dataSync<'float32'>()]
  })
  network.dispose()
  exported.dispose()
  expect(own.length).toBe(theirs.length)
  return own.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (theirs[i] ?? NaN))), 0)
}

describe('the engine’s network and its export in plain tfjs-layers', () => {
  it.each(PRESET_IDS)('%s gives the same logits for many pictures', async (id) => {
    expect(await difference(resolveModel(preset(id)), id.startsWith('lenet') ? 1000 : 50)).toBeLessThan(1e-5)
  })

  it('any small network gives the same', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryModel, async (model) => {
        const found = await difference(model, 2).catch((thrown: unknown) => {
          if (thrown instanceof AppError && thrown.code === 'unsupported') return 0
          throw thrown
        })
        expect(found).toBeLessThan(1e-5)
      }),
      { numRuns: 100, seed: 8 },
    )
  })
})
