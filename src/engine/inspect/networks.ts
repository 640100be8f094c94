import { Network } from '../layers/network'
import type { LoadedModel } from '../models/loaded-model'
import { LruCache } from '../models/lru-cache'

const ON_DEVICE = 4

interface Placed {
  readonly network: Network
  loaded: LoadedModel
}
const placed = new LruCache<string, Placed>(ON_DEVICE, ({ network }) => {
  network.dispose()
})

/**
 * The model's network on the device. The last few stay there; where only the weights have changed, as while a run
 * trains, they are written into the network that is there already. To be used at once: a later call may dispose of it.
 */
export function networkOf(loaded: LoadedModel): Network {
  const { ref } = loaded.entry
  const known = placed.get(ref)
  if (known?.loaded === loaded) return known.network
  if (known && JSON.stringify(known.loaded.spec) === JSON.stringify(loaded.spec)) {
    known.network.setWeights(loaded.weights)
    known.network.silence(loaded.silenced)
    known.loaded = loaded
    return known.network
  }
  const network = Network.create(loaded.model, loaded.weights, loaded.silenced)
  placed.set(ref, { network, loaded })
  return network
}
