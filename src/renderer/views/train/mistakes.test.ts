import { describe, expect, it } from 'vitest'
import type { Evaluation } from '@shared/contract/training'
import { confusionMatrix } from '@shared/math/confusion'
import { examplesOf, greatestConfusion, rowShares, worstMistakes } from './mistakes'

/** Five pictures of three classes; the third is right, the last diverged. */
const evaluation: Evaluation = {
  ...{ dataset: 'fashion-mnist', classes: ['a', 'b', 'c'], accuracy: 0.2, loss: 2 },
  lossKind: 'crossEntropy',
  labels: Int32Array.of(0, 0, 1, 2, 0),
  predictions: Int32Array.of(1, 1, 1, 0, 2),
  losses: Float32Array.of(1, 3, 0.1, 2, NaN),
  confidences: Float32Array.of(0.5, 0.9, 0.95, 0.6, 0.4),
}

describe('mistakes', () => {
  it('come with the highest loss first, a loss that is no number before all, and without what was right', () => {
    expect(worstMistakes(evaluation).map(({ index }) => index)).toEqual([4, 1, 3, 0])
    expect(worstMistakes(evaluation)[1]).toMatchObject({ label: 0, prediction: 1, loss: 3 })
  })

  it('are found by the confusion matrix’s cells', () => {
    const matrix = confusionMatrix(evaluation.labels, evaluation.predictions, 3)
    for (const [label, row] of matrix.entries()) {
      for (const [prediction, count] of row.entries())
        expect(examplesOf(evaluation, label, prediction)).toHaveLength(count)
    }
    expect(examplesOf(evaluation, 0, 1).map(({ index }) => index)).toEqual([1, 0])
  })

  it('are looked at where most of them are, never on the diagonal', () => {
    expect(
      greatestConfusion([
        [9, 1],
        [3, 9],
      ]),
    ).toEqual({ label: 1, prediction: 0 })
    expect(
      greatestConfusion([
        [9, 3, 0],
        [3, 9, 0],
        [0, 0, 9],
      ]),
    ).toEqual({ label: 0, prediction: 1 })
    expect(
      greatestConfusion([
        [9, 0],
        [0, 9],
      ]),
    ).toBeUndefined()
  })

  it('colour a row by its shares; an empty row stays pale', () => {
    expect(rowShares([1, 3, 0])).toEqual([0.25, 0.75, 0])
    expect(rowShares([0, 0])).toEqual([0, 0])
  })
})
