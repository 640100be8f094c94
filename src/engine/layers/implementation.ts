import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs'
import type { Layer } from '@shared/layers'
import type { Shape, WeightInfo } from '@shared/layers/definition'
import type { TensorFlow } from '../runtime/tensorflow'

/** What a layer needs to know while its network is trained; without it the layer predicts. */
export interface TrainingPass {
  /** Of the run. */
  readonly seed: number
  /** Training step, counted from 0, int32: the same step draws the same random numbers. */
  readonly step: Scalar
  /** Layers that compute as they predict, because nothing of them is trained. */
  readonly frozen?: ReadonlySet<string>
  /**
   * Which of the step's examples these are, where they are a part of them: the parts' random
   * numbers are those of the whole.
   */
  readonly rows?: { readonly first: number; readonly total: number }
  /**
   * Gets the statistics of this batch from a batch norm; the tensors live until the end of the
   * step.
   */
  onStatistics(layer: string, mean: Tensor1D, variance: Tensor1D): void
}

/** One layer at work: its place in the network, its inputs (batch axis first) and its weights. */
export interface LayerCall<L extends Layer> {
  readonly layer: L
  /** Position in the network, counted from 0. */
  readonly index: number
  readonly inputShapes: readonly Shape[]
  readonly inputs: readonly Tensor[]
  weight(name: WeightInfo['name']): Tensor
  readonly training?: TrainingPass
}

/**
 * What a layer kind computes; every operation must be differentiable where the kind can be trained
 * through.
 */
export type LayerImplementation<L extends Layer> = (tf: TensorFlow, call: LayerCall<L>) => Tensor

/** The input of a layer that has one; the resolved model has checked that it is there. */
export const onlyInput = <T extends Tensor>({
  inputs,
}: {
  readonly inputs: readonly Tensor[]
}): T => inputs[0] as T
