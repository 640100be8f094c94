import { describe, expect, it } from 'vitest'
import { LOGITS, type OutputMeaning } from '@shared/model/output/meaning'
import { resolveModel } from '@shared/model/resolve'
import { parseModelSpec, type ModelSpecInput } from '@shared/model/spec'
import type { NamedArrays } from '@shared/model/weights'
import { referenceForward } from '../formats/testing/reference'
import { initialiseWeights } from '../training/initialise'
import { data, recipe } from '../training/testing/recipes'
import { evaluateModel } from './evaluate-model'

type LayerInput = ModelSpecInput['layers'][number]
const PIXELS = 64

/** A network with a dense layer of `units`, followed by the layers of `end`. */
function modelOf(meaning: OutputMeaning, units: number, ...end: LayerInput[]) {
  const model = resolveModel(
    parseModelSpec({
      name: 'Halves',
      input: { height: 8, width: 8, channels: 1 },
      layers: [{ id: 'flatten', kind: 'flatten' }, { id: 'dense', kind: 'dense', units }, ...end],
    }),
  )
  const weights: NamedArrays = initialiseWeights(model, recipe())
  return { entry: { title: 'Halves', meaning }, model, weights }
}
const sigmoid: LayerInput = { id: 'end', kind: 'activation', function: 'sigmoid' }
const softmax: LayerInput = { id: 'end', kind: 'softmax' }

/** The network's outputs for each test image, by plain loops. */
const outputsOf = ({
  model,
  weights,
}: ReturnType<typeof modelOf>): readonly (readonly number[])[] =>
  Array.from({ length: data.test.count }, (_, n) => {
    const pixels = data.test.images.subarray(n * PIXELS, (n + 1) * PIXELS)
    const input = Float32Array.from(pixels, (byte) => byte / 255)
    const last = model.layers.at(-1)?.layer.id ?? ''
    return [...(referenceForward(model, weights, input).get(last)?.data ?? [])]
  })

describe('evaluateModel', () => {
  it.each<[string, ReturnType<typeof modelOf>, (outputs: readonly number[]) => number[]]>([
    [
      'one sigmoid',
      modelOf({ kind: 'binary', given: 'probabilities' }, 1, sigmoid),
      ([p = NaN]) => [1 - p, p],
    ],
    [
      'one logit',
      modelOf({ kind: 'binary', given: 'logits' }, 1),
      ([x = NaN]) => [1 / (1 + Math.exp(x)), 1 / (1 + Math.exp(-x))],
    ],
    [
      'a softmax',
      modelOf({ kind: 'multiclass', given: 'probabilities' }, 2, softmax),
      (probabilities) => [...probabilities],
    ],
    [
      'two logits',
      modelOf(LOGITS, 2),
      (logits) => {
        const powers = logits.map(Math.exp)
        return powers.map((power) => power / powers.reduce((a, b) => a + b))
      },
    ],
  ])('distinguishes two classes by %s', async (_, model, probabilities) => {
    const result = await evaluateModel(model, data.test, { batchSize: 8 })
    const confusion = [0, 0, 0, 0]
    outputsOf(model)
      .map(probabilities)
      .forEach((given, n) => {
        const label = data.test.labels[n] ?? 0
        const prediction = given[1]! > given[0]! ? 1 : 0
        confusion[2 * label + prediction]! += 1
        expect(result.predictions[n]).toBe(prediction)
        expect(result.confidences[n]).toBeCloseTo(given[prediction]!, 5)
        expect(result.losses[n]).toBeCloseTo(-Math.log(given[label]!), 4)
      })
    expect([...result.confusion]).toEqual(confusion)
    expect(result.accuracy).toBeCloseTo((confusion[0]! + confusion[3]!) / data.test.count, 10)
  })

  it('refuses models that answer with independent labels or with values', async () => {
    const labels = modelOf({ kind: 'multilabel', given: 'probabilities' }, 2, sigmoid)
    await expect(evaluateModel(labels, data.test)).rejects.toMatchObject({ code: 'unsupported' })
    const values = modelOf({ kind: 'regression' }, 2)
    await expect(evaluateModel(values, data.test)).rejects.toThrow(/regression/)
  })
})
