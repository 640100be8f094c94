import type { NamedArrays } from '@shared/model/weights'
import type { StepResult } from '../runs/metrics'
import type { EvaluateOptions, NetworkEvaluation } from '../evaluate/evaluate'

export interface StepOptions {
  readonly learningRate: number
  /** Steps before this one, since the start of the run. */
  readonly step: number
}

/** Which gradients are asked for. */
export interface GradientCall extends Pick<StepCall, 'indices' | 'step'> {
  /** What is drawn for the pictures. @default what the step draws */
  readonly draws?: Float32Array | undefined
}

/** The indices of a step's batch, and the other numbers of the step. */
export interface StepCall extends StepOptions {
  readonly indices: Int32Array
}

/**
 * Computes the steps of a training: it takes batches by their indices and updates the weights.
 * Everything above it (order, pausing, metrics, checkpoints) is the same for every implementation.
 */
export interface StepLoop {
  /**
   * How many steps of full batches to request in one call for the best speed; they end within about
   * 50 ms.
   */
  readonly stepsAtOnce: number
  /** Forward, backward, update. */
  step(call: StepCall): StepResult
  /** Makes several steps, one after the other. */
  steps(calls: readonly StepCall[]): StepResult[]
  /** Number of examples that {@link gradients} takes. */
  readonly gradientBatch: number
  /** Gradients of the mean loss of some examples, by the names of the trained weights. */
  gradients(call: Pick<StepCall, 'indices' | 'step'>): NamedArrays
  /** Evaluates the current network on the part that epochs are measured on. @throws AppError `cancelled` */
  evaluate(options?: EvaluateOptions): Promise<NetworkEvaluation>
  weights(): NamedArrays
  /**
   * The weights that are tested, opened and exported: the moving average where the recipe asks for
   * one, with the running statistics as they are; else {@link weights}.
   */
  shownWeights(): NamedArrays
  /** The optimizer's arrays, `<weight>/<slot>`. */
  optimizerState(): NamedArrays
  /** @throws AppError `corrupt` naming an array that is missing or has another shape */
  restore(weights: NamedArrays, optimizerState: NamedArrays): void
  dispose(): void
}
