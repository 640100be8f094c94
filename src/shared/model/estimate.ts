import { elements } from '../layers/definition'
import { optimizerOf, slotsOf, type OptimizerKind } from '../recipe/optimizers'
import type { ResolvedModel } from './resolve'
import type { ModelSummary } from './summary'

const FLOAT = 4

/**
 * The multiply-accumulates a second that are assumed until a step has been measured: some cores of
 * a laptop's CPU, with TensorFlow's float32 convolutions.
 */
export const ASSUMED_RATE = 2e10

export interface StepEstimate {
  /** Weights, their gradients and the optimizer's slots. */
  readonly weightBytes: number
  /** Outputs of all layers for the batch: backward needs them. */
  readonly activationBytes: number
  /** Gradients of the two largest neighbouring outputs, which live at the same time. */
  readonly gradientBytes: number
  readonly bytes: number
  /** Forward, and twice as much for the gradients of inputs and of weights. */
  readonly macs: number
  readonly seconds: number
}

/**
 * Memory and time of one training step.
 * @param rate multiply-accumulates a second, as measured on this machine or {@link ASSUMED_RATE}
 */
export function estimateStep(
  { inputShape, layers }: Pick<ResolvedModel, 'inputShape' | 'layers'>,
  { totals }: ModelSummary,
  {
    batchSize,
    optimizer,
    rate = ASSUMED_RATE,
  }: {
    readonly batchSize: number
    readonly optimizer: OptimizerKind
    readonly rate?: number
  },
): StepEstimate {
  const sizes = [elements(inputShape), ...layers.map(({ outputShape }) => elements(outputShape))]
  const neighbours = sizes.slice(1).map((size, index) => size + (sizes[index] ?? 0))
  const slots = slotsOf(optimizerOf(optimizer)).length
  const weightBytes = FLOAT * totals.parameters * (2 + slots)
  const activationBytes = batchSize * (totals.activationBytes + FLOAT * elements(inputShape))
  const gradientBytes =
    FLOAT * batchSize * neighbours.reduce((most, size) => Math.max(most, size), 0)
  const macs = 3 * totals.macs * batchSize
  return {
    weightBytes,
    activationBytes,
    gradientBytes,
    bytes: weightBytes + activationBytes + gradientBytes,
    macs,
    seconds: macs / rate,
  }
}
