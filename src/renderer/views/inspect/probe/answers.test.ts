import { describe, expect, it } from 'vitest'
import type { Pass } from '@shared/contract/inspect'
import { answersOf } from './answers'

type Outputs = Pick<Pass, 'meaning' | 'predictions' | 'values'>
const predictions = (...units: number[]): Pass['predictions'] =>
  units.map((unit, index) => ({
    label: ['cat', 'dog'][index] ?? '',
    index,
    unit,
    probability: 0.5,
  }))
const answers = (outputs: Partial<Outputs> & Pick<Outputs, 'meaning'>) =>
  answersOf({ predictions: [], values: [], ...outputs })

describe('what can be asked about at a network’s end', () => {
  it('is each class or label, in its own order', () => {
    const sorted = [...predictions(0, 1)].reverse()
    for (const kind of ['multiclass', 'multilabel'] as const)
      expect(answers({ meaning: { kind, given: 'logits' }, predictions: sorted })).toEqual([
        { channel: 0, label: 'cat' },
        { channel: 1, label: 'dog' },
      ])
  })

  it('is one unit for two classes, which speaks for the second', () => {
    const meaning = { kind: 'binary', given: 'probabilities' } as const
    expect(answers({ meaning, predictions: predictions(0, 0) })).toEqual([
      { channel: 0, label: 'dog against cat' },
    ])
    // Numbers like NaN predict nothing.
    expect(answers({ meaning })).toEqual([])
  })

  it('is each value of a regression', () => {
    const values = [{ label: 'age', index: 0, value: 41.5 }]
    expect(answers({ meaning: { kind: 'regression' }, values })).toEqual([
      { channel: 0, label: 'age' },
    ])
  })
})
