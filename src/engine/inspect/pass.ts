import type { Pass } from '@shared/contract/inspect'
import type { LoadedModel } from '../models/loaded-model'

/** A layer's exact output for one picture: [height, width, channels] or [units], channels running fastest. */
export interface LayerValues {
  readonly shape: readonly number[]
  readonly data: Float32Array
}

/** A forward pass with all its numbers. */
export interface KeptPass extends Pass {
  /** By layer id, in the network's order. */
  readonly outputs: ReadonlyMap<string, LayerValues>
  /** The network with the weights that made the pass, for the arithmetic of its units. */
  readonly loaded: LoadedModel
}

/** What of a pass goes to the window; the numbers are fetched layer by layer. */
export function describePass({ id, model, step, input, layers, predictions }: KeptPass): Pass {
  return { id, model, ...(step === undefined ? {} : { step }), input, layers, predictions }
}
