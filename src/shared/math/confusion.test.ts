import { describe, expect, it } from 'vitest'
import { classScores, confusionMatrix } from './confusion'

describe('confusion matrix', () => {
  const matrix = confusionMatrix([0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 0, 0], 4)

  it('counts true classes in rows and predictions in columns', () => {
    expect(matrix).toEqual([
      [2, 1, 0, 0],
      [1, 1, 0, 0],
      [1, 0, 0, 0],
      [0, 0, 0, 0],
    ])
  })

  it('gives recall, precision and their harmonic mean, and nothing where nothing can be said', () => {
    const [first, second, third, fourth] = classScores(matrix)
    expect(first).toMatchObject({ count: 3, correct: 2, recall: 2 / 3, precision: 0.5 })
    expect(first?.f1).toBeCloseTo(4 / 7)
    expect(second).toEqual({ count: 2, correct: 1, recall: 0.5, precision: 0.5, f1: 0.5 })
    expect(third).toEqual({ count: 1, correct: 0, recall: 0, precision: null, f1: null })
    expect(fourth).toEqual({ count: 0, correct: 0, recall: null, precision: null, f1: null })
  })
})
