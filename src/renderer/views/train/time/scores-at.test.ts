import { describe, expect, it } from 'vitest'
import { scoreAt } from './scores-at'

const scores = {
  dataset: 'two',
  classes: ['a', 'b'],
  steps: Int32Array.of(0, 7),
  accuracies: Float32Array.of(0.5, 0.75),
  losses: Float32Array.of(2, 1),
  confusion: Int32Array.of(1, 1, 1, 1, 2, 0, 1, 1),
}

describe('the scores of a moment', () => {
  it('are those of its step', () => {
    expect(scoreAt(scores, 7)).toEqual({
      accuracy: 0.75,
      loss: 1,
      matrix: [
        [2, 0],
        [1, 1],
      ],
    })
    expect(scoreAt(scores, 0)?.matrix).toEqual([
      [1, 1],
      [1, 1],
    ])
  })

  it('are nothing where it was not measured', () => {
    expect(scoreAt(scores, 3)).toBeUndefined()
    expect(scoreAt(undefined, 7)).toBeUndefined()
  })
})
