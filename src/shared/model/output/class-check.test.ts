import { describe, expect, it } from 'vitest'
import { checkClasses, classMeaning } from './class-check'
import type { OutputMeaning } from './meaning'

const model = (meaning: OutputMeaning, classes: number) => ({
  entry: { title: 'Model', meaning },
  model: { classes },
})
const shoes = { title: 'Shoes', classes: ['boot', 'sandal'] }

describe('a model whose accuracy is asked for', () => {
  it('tells as many classes as the data set has; one unit tells two', () => {
    const suits = (meaning: OutputMeaning, outputs: number) => () =>
      checkClasses(model(meaning, outputs), shoes)
    expect(suits({ kind: 'multiclass', given: 'logits' }, 2)).not.toThrow()
    expect(suits({ kind: 'binary', given: 'probabilities' }, 1)).not.toThrow()
    expect(suits({ kind: 'multiclass', given: 'logits' }, 1)).toThrow(/tells 1 .*"Shoes" has 2/)
  })

  it('has none where its outputs are labels or values, and says why', () => {
    const labels = model({ kind: 'multilabel', given: 'probabilities' }, 2)
    expect(() => classMeaning(labels)).toThrow(/"Model" are labels of their own/)
    expect(() => checkClasses(model({ kind: 'regression' }, 2), shoes)).toThrow(
      /"Model" is a regression/,
    )
  })
})
