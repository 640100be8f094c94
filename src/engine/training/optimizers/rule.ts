import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs'

/** One step of an optimizer for one variable, inside a tidy. */
export interface UpdateCall {
  readonly variable: Variable
  readonly gradient: Tensor
  /** The optimizer's own arrays for this variable, in the order of `slots`; zeros at the start. */
  readonly slots: readonly Variable[]
  /** This step's numbers, in the order of {@link OptimizerRule.numbers}. */
  readonly numbers: readonly Scalar[]
}

/**
 * An optimizer's arithmetic; the step loop owns its state, so that all of it can be saved and restored. What changes from
 * step to step besides is handed in as tensors, so that a step can be traced once and repeated.
 */
export interface OptimizerRule {
  readonly slots: readonly string[]
  /** @param step updates before this one */
  numbers(learningRate: number, step: number): readonly number[]
  update(call: UpdateCall): void
}

/** gradient + weightDecay · variable: L2 regularisation as PyTorch's optimizers apply it. */
export const decayed = (gradient: Tensor, variable: Variable, weightDecay: number): Tensor =>
  weightDecay === 0 ? gradient : gradient.add(variable.mul(weightDecay))
