/**
 * The most that a softmax can give to one of so many classes where no two logits are further apart
 * than `range`: that one has the largest logit and all others the smallest.
 */
export const largestShare = (range: number, classes: number): number =>
  1 / (1 + (classes - 1) * Math.exp(-range))
