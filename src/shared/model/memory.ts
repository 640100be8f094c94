import { elements } from '../layers/definition'
import { slotsOf, type Optimizer } from '../recipe/optimizers'
import type { ResolvedModel } from './resolve'

const FLOAT = 4

/** Bytes of a network's weights, running statistics included. */
export const weightBytes = ({ layers }: Pick<ResolvedModel, 'layers'>): number =>
  FLOAT *
  layers.flatMap(({ weights }) => weights).reduce((sum, { shape }) => sum + elements(shape), 0)

/** Arrays that an optimizer keeps beside each trained weight, of the weight's size. */
export const slotCount = (optimizer: Optimizer): number => slotsOf(optimizer).length

/** What a training's memory follows from. */
export interface TrainingNeeds {
  readonly batchSize: number
  readonly optimizer: Optimizer
  /** Bytes of the pictures that it is given. */
  readonly pictureBytes?: number
}

/** What a training takes at most, in bytes, and the parts of it. */
export interface TrainingMemory {
  readonly weightBytes: number
  /** Everything that is of the weights' size. */
  readonly stateBytes: number
  readonly outputBytes: number
  readonly bytes: number
}

/** Node, TensorFlow and its threads, before there is a network. */
const BASE_BYTES = 4e8
/** Examples of the trial step that holds the compiled gradients against the plain ones. */
const TRIAL_EXAMPLES = 8

/**
 * The most memory that a training needs at once, from its first weights to its last checkpoint
 * (measured: docs/benchmarks.md, "Memory of a training"). Of the weights' size W there are, with s
 * arrays of the optimizer for each weight:
 *
 * - in the trial step, which holds compiled gradients against plain ones: the first weights, the
 *   network with its arrays (1 + s), the plain network, its gradients as they are computed and as
 *   they are read: (5 + s) W;
 * - in a step: the network with its arrays, gradients, new values: (3 + s) W;
 * - at a checkpoint: the network with its arrays, and a copy of both: 2 (1 + s) W.
 *
 * The update of the largest weight needs some more of its size. The outputs of all layers are kept
 * for the backward pass, with as much again for what operations work in.
 */
export function trainingMemory(
  model: ResolvedModel,
  { batchSize, optimizer, pictureBytes = 0 }: TrainingNeeds,
): TrainingMemory {
  const sizes = model.layers.flatMap(({ weights }) => weights.map(({ shape }) => elements(shape)))
  const largest = FLOAT * Math.max(0, ...sizes)
  const weights = weightBytes(model)
  const slots = slotCount(optimizer)
  const stateBytes = Math.max(5 + slots, 2 * (1 + slots)) * weights + 2 * largest
  const outputs =
    FLOAT *
    model.layers.reduce(
      (sum, { outputShape }) => sum + elements(outputShape),
      elements(model.inputShape),
    )
  const outputBytes = 2 * Math.max(batchSize, TRIAL_EXAMPLES) * outputs
  return {
    weightBytes: weights,
    stateBytes,
    outputBytes,
    // Pictures lie in memory as they were read, and on the device.
    bytes: BASE_BYTES + stateBytes + outputBytes + 2 * pictureBytes,
  }
}
