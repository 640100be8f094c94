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

/** Forward passes of a network that stays where it is. */
export interface Passes {
  /**
   * Every layer's output by id, in the network's order, for a normalised picture [height, width,
   * channels].
   */
  outputs(input: Float32Array): Promise<ReadonlyMap<string, LayerValues>>
  /** Whether {@link update} serves for the network as it is now. */
  suits(network: Network): boolean
  /**
   * The network's weights have changed, or which channels are off in layers where some were before.
   */
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

/** What of a pass goes to the window; the numbers are fetched layer by layer. */
export function describePass({ outputs: _, loaded: __, ...pass }: KeptPass): Pass {
  return pass
}
