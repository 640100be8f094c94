/**
 * The largest probability that a softmax can give to one of `classes` classes where no two logits
 * differ by more than `range`: that class has the largest logit and all others the smallest.
 */
export const largestShare = (range: number, classes: number): number =>
  1 / (1 + (classes - 1) * Math.exp(-range))
