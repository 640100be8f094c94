import type { Scalar, Tensor } from '@tensorflow/tfjs'

/**
 * The inputs of an optimizer's step, as tensors of one shape: those of one weight, or of several
 * weights joined end to end.
 */
export interface UpdateCall {
  readonly value: Tensor
  readonly gradient: Tensor
  /**
   * The optimizer's own arrays, in the order of {@link OptimizerRule.slots}; zeros at the start.
   */
  readonly slots: readonly Tensor[]
  /** This step's numbers, in the order of {@link OptimizerRule.numbers}. */
  readonly numbers: readonly Scalar[]
}

/** The results of an optimizer's step. */
export interface Updated {
  readonly value: Tensor
  readonly slots: readonly Tensor[]
}

/**
 * An optimizer's arithmetic, element by element. The step loop owns the optimizer's state, so that
 * it can be saved and restored. Numbers that change from step to step are passed as tensors, so
 * that a step can be traced once and repeated.
 */
export interface Arithmetic {
  /** @param step updates before this one */
  numbers(learningRate: number, step: number): readonly number[]
  /**
   * One step; inside a tidy. It disposes of its own intermediate tensors: in eager mode they would
   * all be in memory together, each as large as the weights.
   */
  update(call: UpdateCall): Updated
}

/** The arithmetic with the names of the arrays that the optimizer keeps for every weight. */
export interface OptimizerRule extends Arithmetic {
  readonly slots: readonly string[]
}

/** gradient + weightDecay · value: L2 regularisation as PyTorch's optimizers apply it. */
export const decayed = (gradient: Tensor, value: Tensor, weightDecay: number): Tensor =>
  weightDecay === 0 ? gradient : gradient.add(value.mul(weightDecay))
