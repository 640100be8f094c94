import type { Scalar, Tensor } from '@tensorflow/tfjs'

/**
 * What an optimizer's step starts from, in tensors of one shape: those of one weight, or of several
 * laid end to end.
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

/** What it ends with. */
export interface Updated {
  readonly value: Tensor
  readonly slots: readonly Tensor[]
}

/**
 * An optimizer's arithmetic, element by element; the step loop owns its state, so that all of it
 * can be saved and restored. What changes from step to step besides is handed in as tensors, so
 * that a step can be traced once and repeated.
 */
export interface Arithmetic {
  /** @param step updates before this one */
  numbers(learningRate: number, step: number): readonly number[]
  /**
   * One step; inside a tidy. What it needs for a moment only it lets go of itself: in eager mode
   * all of it would be there at once, each of the weights' size.
   */
  update(call: UpdateCall): Updated
}

/** The same with the names of the arrays that it keeps beside every weight. */
export interface OptimizerRule extends Arithmetic {
  readonly slots: readonly string[]
}

/** gradient + weightDecay · value: L2 regularisation as PyTorch's optimizers apply it. */
export const decayed = (gradient: Tensor, value: Tensor, weightDecay: number): Tensor =>
  weightDecay === 0 ? gradient : gradient.add(value.mul(weightDecay))
