import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { elements } from '@shared/layers/definition'
import { arbitraryModel, pseudoRandom, pseudoWeights } from '../formats/testing/arbitrary-model'
import { referenceForward } from '../formats/testing/reference'
import { tensorflow } from '../runtime/tensorflow'
import { Network } from './network'

describe('any network of any layers', () => {
  it('is computed as by nested loops in double precision, layer by layer', () => {
    const tf = tensorflow()
    fc.assert(
      fc.property(arbitraryModel, (model) => {
        const weights = pseudoWeights(model)
        const input = pseudoRandom(elements(model.inputShape), 3)
        const expected = referenceForward(model, weights, input)
        const network = Network.create(model, weights)
        const x = tf.tensor4d(input, [1, ...(model.inputShape as [number, number, number])])
        for (const { id, output } of network.activations(x)) {
          const values = output.dataSync()
          output.dispose()
          const known = expected.get(id)?.data ?? []
          expect([id, values.length]).toEqual([id, known.length])
          const off = values.map((value, i) => Math.abs(value - (known[i] ?? NaN)))
          expect([id, off.every((each) => each < 1e-4)]).toEqual([id, true])
        }
        network.dispose()
        x.dispose()
      }),
      { numRuns: 200 },
    )
  })
})
