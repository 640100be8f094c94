import type { MomentScores } from '@shared/contract/moments'

export interface ScoreAt {
  readonly accuracy: number
  readonly loss: number
  /** [true class][predicted class]. */
  readonly matrix: readonly (readonly number[])[]
}

/** The scores of a step; nothing where it was not measured. */
export function scoreAt(scores: MomentScores | undefined, step: number): ScoreAt | undefined {
  const place = scores?.steps.indexOf(step) ?? -1
  if (!scores || place < 0) return undefined
  const size = scores.classes.length
  const first = place * size * size
  return {
    accuracy: scores.accuracies[place] ?? NaN,
    loss: scores.losses[place] ?? NaN,
    matrix: scores.classes.map((_, row) => [
      ...scores.confusion.subarray(first + row * size, first + (row + 1) * size),
    ]),
  }
}
