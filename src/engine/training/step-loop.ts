import type { NamedArrays } from '@shared/model/weights'
import type { StepResult } from '../runs/metrics'
import type { EvaluateOptions, NetworkEvaluation } from '../evaluate/evaluate'

export interface StepOptions {
  readonly learningRate: number
  /** Steps before this one, since the start of the run. */
  readonly step: number
}

/** The batch of a step by its examples, and what the step is told besides. */
export interface StepCall extends StepOptions {
  readonly indices: Int32Array
}

/**
 * The engine of a training: takes batches by their indices, updates the weights. Everything above
 * it (order, pausing, metrics, checkpoints) is the same whatever stands below.
 */
export interface StepLoop {
  /**
   * How many steps of whole batches had best be asked for at once: as many as end within some 50
   * ms, and gain by it.
   */
  readonly stepsAtOnce: number
  /** Forward, backward, update. */
  step(call: StepCall): StepResult
  /** One step after the other. */
  steps(calls: readonly StepCall[]): StepResult[]
  /** The network as it stands on the test set. @throws AppError `cancelled` */
  evaluate(options?: EvaluateOptions): Promise<NetworkEvaluation>
  weights(): NamedArrays
  /** The optimizer's arrays, `<weight>/<slot>`. */
  optimizerState(): NamedArrays
  /** @throws AppError `corrupt` naming an array that is missing or has another shape */
  restore(weights: NamedArrays, optimizerState: NamedArrays): void
  dispose(): void
}
