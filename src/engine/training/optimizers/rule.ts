import type { Tensor, Variable } from '@tensorflow/tfjs'

/** One step of an optimizer for one variable, inside a tidy. */
export interface UpdateCall {
  readonly variable: Variable
  readonly gradient: Tensor
  /** The optimizer's own arrays for this variable, in the order of `slots`; zeros at the start. */
  readonly slots: readonly Variable[]
  readonly learningRate: number
  /** Updates before this one. */
  readonly step: number
}

/** An optimizer's arithmetic; the step loop owns its state, so that all of it can be saved and restored. */
export interface OptimizerRule {
  readonly slots: readonly string[]
  update(call: UpdateCall): void
}

/** gradient + weightDecay · variable: L2 regularisation as PyTorch's optimizers apply it. */
export const decayed = (gradient: Tensor, variable: Variable, weightDecay: number): Tensor =>
  weightDecay === 0 ? gradient : gradient.add(variable.mul(weightDecay))
