import { describe, expect, it } from 'vitest'
import { inEnglish } from '@shared/errors'
import { channelOrderOf, preprocessingOf } from '@shared/model/preprocessing'
import { resolveModel } from '@shared/model/resolve'
import { parseModelSpec } from '@shared/model/spec'
import { answered, assumptions, changedBy, preprocessingIn } from './answers'
import type { ReadModel } from './read-model'
import { pseudoRandom, pseudoWeights } from './testing/arbitrary-model'
import { referenceForward } from './testing/reference'
import { numberedClasses } from './read-model'

const spec = parseModelSpec({
  name: 'resnet50',
  input: { height: 6, width: 6, channels: 3 },
  layers: [
    { id: 'conv', kind: 'conv2d', channels: 4, kernel: 3 },
    { id: 'flat', kind: 'flatten' },
    { id: 'out', kind: 'dense', units: 3 },
  ],
})
const model = resolveModel(spec)
const read: ReadModel = {
  metadata: { spec, classes: [...numberedClasses(3)], invert: false },
  weights: pseudoWeights(model),
  unknown: ['preprocessing', 'classes'],
}

/** The answer to a picture of 0…1 in red, green, blue. */
function answer({ metadata, weights }: ReadModel, picture: Float32Array): Float64Array {
  const { mean = [0], std = [1] } = metadata.normalisation ?? {}
  const at = (values: readonly number[], i: number): number =>
    values[values.length === 1 ? 0 : i % 3] ?? NaN
  const input = picture.map((value, i) => (value - at(mean, i)) / at(std, i))
  return (
    referenceForward(resolveModel(metadata.spec), weights, input).get('out')?.data ??
    new Float64Array()
  )
}

describe('a model whose file says little', () => {
  it('gets a guess, which is said and stays an assumption', () => {
    const taken = answered(read, 'keras')
    expect(taken.guess?.id).toBe('imagenet-bgr')
    expect(channelOrderOf(taken.metadata.spec)).toBe('bgr')
    expect(taken.metadata.assumed).toEqual(['preprocessing', 'classes'])
    expect(assumptions(taken).map(inEnglish)).toEqual([
      expect.stringMatching(/imagenet-bgr is assumed/),
      expect.stringMatching(/doesn't name its classes/),
    ])
  })

  it('takes the user’s answers instead', () => {
    const classes = ['a', 'b', 'c']
    const taken = answered(read, 'keras', { preprocessing: preprocessingOf('imagenet'), classes })
    expect(preprocessingIn(taken.metadata)).toEqual(preprocessingOf('imagenet'))
    expect(taken.metadata.classes).toEqual(classes)
    expect(taken.metadata.assumed).toBeUndefined()
    expect(assumptions(taken)).toEqual([])
    const half = answered(read, 'keras', { classes })
    expect(half.metadata.assumed).toEqual(['preprocessing'])
  })

  it('answers to a picture as its own program does with blue, green and red less their means', () => {
    const picture = pseudoRandom(6 * 6 * 3, 4).map(Math.abs)
    const means = [103.939, 116.779, 123.68]
    const prepared = picture.map((_, i) => {
      const channel = i % 3
      return 255 * (picture[i - channel + 2 - channel] ?? NaN) - (means[channel] ?? NaN)
    })
    const expected = answer({ ...read, unknown: [] }, prepared)
    const found = answer(answered(read, 'keras'), picture)
    found.forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 2))
  })

  it('can be answered later, and back', () => {
    const taken = answered(read, 'keras').metadata
    const changed = changedBy(taken, { preprocessing: preprocessingOf('minus-one-to-one') })
    expect(channelOrderOf(changed.spec)).toBe('rgb')
    expect(changed.normalisation).toEqual({ mean: [0.5], std: [0.5] })
    expect(changed.assumed).toEqual(['classes'])
    const plain = changedBy(changed, { preprocessing: preprocessingOf('zero-to-one') })
    expect(plain.normalisation).toBeUndefined()
  })

  it('refuses names for other classes and numbers for other channels', () => {
    expect(() => answered(read, 'keras', { classes: ['a'] })).toThrow(/1 labels.*3 outputs/)
    const preprocessing = { normalisation: { mean: [1, 2], std: [1, 2] }, order: 'rgb' as const }
    expect(() => answered(read, 'keras', { preprocessing })).toThrow(/2 values/)
  })

  it('is left alone where its file says all', () => {
    const { unknown: _, ...said } = read
    expect(answered(said, 'keras').metadata).toEqual(read.metadata)
  })
})
