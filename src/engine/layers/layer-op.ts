import type { Tensor } from '@tensorflow/tfjs'
import type { WeightInfo } from '@shared/layers/definition'

/** How a network is being run. */
export interface ForwardPass {
  /** Batch statistics and dropout as in training; otherwise running statistics and no dropout. */
  readonly training: boolean
  /** Seed pair of this step for stateless random ops; only training needs it. */
  readonly randomSeed: readonly [number, number]
  /** Takes the new running statistics of a batch norm, to be written after the step. */
  updateStatistic(layerId: string, name: 'mean' | 'variance', value: Tensor): void
}

/** What a layer's computation gets: the batch of each input, its weights, how the network is run. */
export interface LayerCall<Layer> {
  readonly layer: Layer
  /** Place in the network, part of a dropout's seed. */
  readonly index: number
  readonly inputs: readonly Tensor[]
  weight(name: WeightInfo['name']): Tensor
  readonly pass: ForwardPass
}

/** The computation of a layer kind on a batch; runs inside a tidy, so its own intermediates go by themselves. */
export type LayerOp<Layer> = (call: LayerCall<Layer>) => Tensor

export function onlyInput(inputs: readonly Tensor[]): Tensor {
  const [input] = inputs
  if (!input) throw new Error('a layer was computed without input')
  return input
}
