import { elements } from '../layers/definition'
import { slotsOf, type Optimizer } from '../recipe/optimizers'
import type { Recipe } from './recipe'
import type { ResolvedModel } from './resolve'

const FLOAT = 4

/** Bytes of a network's weights, running statistics included. */
export const weightBytes = ({ layers }: Pick<ResolvedModel, 'layers'>): number =>
  FLOAT *
  layers.flatMap(({ weights }) => weights).reduce((sum, { shape }) => sum + elements(shape), 0)

/**
 * Arrays that a training keeps for each trained weight, of the weight's size: those of the
 * optimizer, and the moving average.
 */
export const slotCount = ({
  optimizer,
  averageDecay,
}: Pick<Recipe, 'optimizer' | 'averageDecay'>): number =>
  slotsOf(optimizer).length + (averageDecay === undefined ? 0 : 1)

/** What determines a training's memory. */
export interface TrainingNeeds {
  readonly batchSize: number
  readonly optimizer: Optimizer
  readonly averageDecay?: number | undefined
  /** Bytes of its pictures. */
  readonly pictureBytes?: number
}

/** The most memory of a training in bytes, with its parts. */
export interface TrainingMemory {
  readonly weightBytes: number
  /** Everything of the weights' size. */
  readonly stateBytes: number
  readonly outputBytes: number
  readonly bytes: number
}

/** Node, TensorFlow and its threads, before there is a network. */
const BASE_BYTES = 4e8
/** Examples of the trial step that compares the compiled gradients with the eager ones. */
const TRIAL_EXAMPLES = 8

/** Of the weights' size, whatever the optimizer: the networks of the trial step, gradients, copies. */
const WEIGHT_COPIES = 8
/**
 * In addition, for each array that the optimizer keeps for a weight: temporary memory of its
 * update.
 */
const SLOT_COPIES = 6

/**
 * The most memory that a training needs at once, from its first weights to its last checkpoint: a
 * bound above what was measured. Of the weights' size there are the first weights, the network with
 * the optimizer's arrays, the plain network of the trial step, gradients twice, and what the trace
 * of the update and a checkpoint add; memory that TensorFlow is done with stays with the process.
 * The update of the largest weight needs some more of its size. The outputs of all layers are kept
 * for the backward pass, with as much again for what operations work in.
 *
 * Measured peaks (2 cores, CPU, compiled): two dense layers of 573 MB with SGD 5.1 GB (bound 5.7),
 * with Adam 12.0 GB (bound 12.6); VGG-16 for two classes, 537 MB, SGD, batches of 4: 5.6 GB (bound
 * 7.3).
 */
export function trainingMemory(
  model: ResolvedModel,
  { batchSize, optimizer, averageDecay, pictureBytes = 0 }: TrainingNeeds,
): TrainingMemory {
  const sizes = model.layers.flatMap(({ weights }) => weights.map(({ shape }) => elements(shape)))
  const largest = FLOAT * Math.max(0, ...sizes)
  const weights = weightBytes(model)
  const slots = slotCount({ optimizer, averageDecay })
  const stateBytes = (WEIGHT_COPIES + SLOT_COPIES * slots) * weights + 2 * largest
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
    // Pictures are in memory as they were read, and on the device.
    bytes: BASE_BYTES + stateBytes + outputBytes + 2 * pictureBytes,
  }
}
