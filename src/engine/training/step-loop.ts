import type { NamedArrays } from '@shared/model/weights'

/** What a step tells of its batch, before the update. */
export interface StepResult {
  /** Sum over the examples. */
  readonly loss: number
  readonly correct: number
}

export interface StepOptions {
  readonly learningRate: number
  /** Steps before this one, since the start of the run. */
  readonly step: number
}

/**
 * The engine of a training: takes a batch by its indices, updates the weights. Everything above it (order, pausing,
 * metrics, checkpoints) is the same whatever stands below.
 */
export interface StepLoop {
  /** Forward, backward, update. */
  step(indices: Int32Array, options: StepOptions): StepResult
  weights(): NamedArrays
  /** The optimizer's arrays, `<weight>/<slot>`. */
  optimizerState(): NamedArrays
  restore(weights: NamedArrays, optimizerState: NamedArrays): void
  dispose(): void
}
