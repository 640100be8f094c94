import { describe, expect, it } from 'vitest'
import { ALL_PRESET_IDS, preset } from '../presets'
import { resolveModel } from '../resolve'
import { parseModelSpec, type ModelSpecInput } from '../spec'
import { derivedMeaning } from './derive'
import { LOGITS, type OutputMeaning } from './meaning'

type LayerInput = ModelSpecInput['layers'][number]
const meaningOf = (layers: LayerInput[], side = 6): OutputMeaning =>
  derivedMeaning(
    resolveModel(
      parseModelSpec({ name: 'Test', input: { height: side, width: side, channels: 3 }, layers }),
    ),
  )
const flatten: LayerInput = { id: 'flatten', kind: 'flatten' }
const dense = (units: number): LayerInput => ({ id: 'dense', kind: 'dense', units })
const activation = (name: 'sigmoid' | 'tanh' | 'relu' | 'linear', id = 'f'): LayerInput => ({
  id,
  kind: 'activation',
  function: name,
})
const softmax: LayerInput = { id: 'softmax', kind: 'softmax' }
const conv: LayerInput = { id: 'conv', kind: 'conv2d', channels: 4, kernel: 1 }
const average: LayerInput = { id: 'average', kind: 'globalAvgPool2d' }

const CLASSES: OutputMeaning = { kind: 'multiclass', given: 'probabilities' }
const LABELS: OutputMeaning = { kind: 'multilabel', given: 'probabilities' }
const TWO: OutputMeaning = { kind: 'binary', given: 'probabilities' }
const VALUE: OutputMeaning = { kind: 'regression' }

describe('what a network’s end tells of its outputs', () => {
  it.each(ALL_PRESET_IDS)('%s ends in logits', (id) => {
    expect(derivedMeaning(resolveModel(preset(id)))).toEqual(LOGITS)
  })

  it.each<[string, LayerInput[], OutputMeaning]>([
    ['several linear units: logits', [flatten, dense(4)], LOGITS],
    ['one linear unit: a regression', [flatten, dense(1)], VALUE],
    ['one unit behind tanh or ReLU: a regression', [flatten, dense(1), activation('relu')], VALUE],
    ['one sigmoid: two classes', [flatten, dense(1), activation('sigmoid')], TWO],
    ['several sigmoids: labels', [flatten, dense(4), activation('sigmoid')], LABELS],
    ['a softmax: classes', [flatten, dense(4), softmax], CLASSES],
    ['a softmax over one unit: a class', [flatten, dense(1), softmax], CLASSES],
    ['logits of probabilities: logits', [flatten, softmax, dense(4)], LOGITS],
    [
      'a sum of probabilities: logits',
      [
        flatten,
        dense(4),
        { ...softmax, id: 'a', inputs: ['dense'] },
        { ...softmax, id: 'b', inputs: ['dense'] },
        { id: 'sum', kind: 'add', inputs: ['a', 'b'] },
      ],
      LOGITS,
    ],
    [
      'two softmaxes side by side: labels',
      [
        flatten,
        dense(4),
        { ...softmax, id: 'a', inputs: ['dense'] },
        { ...softmax, id: 'b', inputs: ['dense'] },
        { id: 'both', kind: 'concat', inputs: ['a', 'b'] },
      ],
      LABELS,
    ],
  ])('%s', (_, layers, meaning) => {
    expect(meaningOf(layers)).toEqual(meaning)
  })

  it.each<[string, LayerInput[], OutputMeaning]>([
    ['flatten', [{ id: 'after', kind: 'flatten' }], CLASSES],
    ['dropout', [{ id: 'after', kind: 'dropout', rate: 0.5 }], CLASSES],
    ['a linear activation', [activation('linear', 'after')], CLASSES],
    ['a ReLU, which changes nothing between 0 and 1', [activation('relu', 'after')], CLASSES],
    ['a sigmoid of its own', [activation('sigmoid', 'after')], LABELS],
    ['tanh', [activation('tanh', 'after')], LOGITS],
    ['batch norm', [{ id: 'after', kind: 'batchNorm' }], LOGITS],
  ])('a softmax over a vector is seen through %s', (_, after, meaning) => {
    expect(meaningOf([flatten, dense(4), softmax, ...after])).toEqual(meaning)
  })

  it.each<[string, LayerInput[], OutputMeaning]>([
    ['a global average', [average], CLASSES],
    ['averages of windows', [{ id: 'pool', kind: 'avgPool2d', window: 3 }, average], CLASSES],
    [
      'windows whose padding is left out',
      [{ id: 'pool', kind: 'avgPool2d', window: 3, padding: 1, countIncludePad: false }, average],
      CLASSES,
    ],
    [
      'windows whose padding counts: they add up to less than 1',
      [{ id: 'pool', kind: 'avgPool2d', window: 3, padding: 1 }, average],
      LABELS,
    ],
    [
      'a maximum: more than 1 in all',
      [{ id: 'pool', kind: 'maxPool2d', window: 6 }, flatten],
      LABELS,
    ],
    ['flatten, a sum of 1 for each of several cells', [flatten], LABELS],
  ])('a softmax at each cell is seen through %s', (_, after, meaning) => {
    expect(meaningOf([conv, softmax, ...after])).toEqual(meaning)
  })

  it('flatten of one cell keeps the sum', () => {
    expect(meaningOf([conv, softmax, flatten], 1)).toEqual(CLASSES)
  })
})
