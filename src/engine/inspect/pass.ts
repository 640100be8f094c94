import type { Pass } from '@shared/contract/inspect'
import type { Network } from '../layers/network'
import type { LoadedModel } from '../models/loaded-model'

/**
 * A layer's exact output for one picture: [height, width, channels] or [units], channels running
 * fastest.
 */
export interface LayerValues {
  readonly shape: readonly number[]
  readonly data: Float32Array
}

/** Forward passes of a network that stays on the device. */
export interface Passes {
  /**
   * Every layer's output by id, in the network's order, for a normalised picture [height, width,
   * channels].
   */
  outputs(input: Float32Array): Promise<ReadonlyMap<string, LayerValues>>
  /** Whether {@link update} is enough to apply the changes of a network. */
  suits(network: Network): boolean
  /** Applies new weights, or other switched-off channels in layers that had some before. */
  update(network: Network): void
  dispose(): void
}

/** A forward pass with all its numbers. */
export interface KeptPass extends Pass {
  /** By layer id, in the network's order. */
  readonly outputs: ReadonlyMap<string, LayerValues>
  /** The network with the weights that made the pass, for the arithmetic of its units. */
  readonly loaded: LoadedModel
}

/** The parts of a pass that are sent to the window, which fetches the values layer by layer. */
export function describePass({ outputs: _, loaded: __, ...pass }: KeptPass): Pass {
  return pass
}
