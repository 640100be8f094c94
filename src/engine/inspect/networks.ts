import { elements } from '@shared/layers/definition'
import { weightBytes } from '@shared/model/memory'
import { TraceError } from '../graph'
import { Network } from '../layers/network'
import type { LoadedModel } from '../models/loaded-model'
import { LruCache } from '../runtime/lru-cache'
import { cachedBytes } from '../runtime/memory'
import { EagerPasses } from './eager-passes'
import { GraphPasses } from './graph-passes'
import type { Passes } from './pass'

const ON_DEVICE = 4
/**
 * The most weights of a network that gets a graph, which holds the weights a second time. A larger
 * network spends its time in the operations, so a graph would not make it faster.
 */
const COMPILED_WEIGHTS = 16e6

interface Placed {
  readonly network: Network
  loaded: LoadedModel
  passes?: Passes
}
const placed = new LruCache<string, Placed>(
  ON_DEVICE,
  ({ network, passes }) => {
    passes?.dispose()
    network.dispose()
  },
  { bytesOf: ({ network }) => weightBytes(network.model), most: cachedBytes },
)

/**
 * If only the weights have changed, as while a run trains, they are written into the existing
 * network.
 */
function placedOf(loaded: LoadedModel): Placed {
  // The moments of a run have one network, into which their weights are written in turn.
  const ref = loaded.entry.ref.replace(/@\d+$/, '')
  const known = placed.get(ref)
  if (known?.loaded === loaded) return known
  if (known && JSON.stringify(known.loaded.spec) === JSON.stringify(loaded.spec)) {
    known.network.setWeights(loaded.weights)
    known.network.silence(loaded.silenced)
    known.loaded = loaded
    if (known.passes?.suits(known.network)) known.passes.update(known.network)
    else {
      known.passes?.dispose()
      delete known.passes
    }
    return known
  }
  const fresh = { network: Network.create(loaded.model, loaded.weights, loaded.silenced), loaded }
  placed.set(ref, fresh)
  return fresh
}

/**
 * The model's network on the device, which holds the last few networks. It must be used
 * immediately, because a later call may dispose of it.
 */
export const networkOf = (loaded: LoadedModel): Network => placedOf(loaded).network

/**
 * The model's forward passes, compiled if that is possible. They must be used immediately, because
 * a later call may dispose of them.
 */
export function passesOf(loaded: LoadedModel): Passes {
  const there = placedOf(loaded)
  return (there.passes ??= createPasses(there.network))
}

function createPasses(network: Network): Passes {
  const weights = [...network.variables().values()].reduce(
    (sum, { shape }) => sum + elements(shape),
    0,
  )
  if (weights > COMPILED_WEIGHTS) return new EagerPasses(network)
  try {
    return new GraphPasses(network)
  } catch (thrown) {
    if (thrown instanceof TraceError) return new EagerPasses(network)
    throw thrown
  }
}
