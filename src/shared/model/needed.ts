import type { Layer } from '../layers'
import { inputIds, type ModelSpec } from './spec'

interface Layered {
  readonly layers: readonly Layer[]
}

/** Ids of the layers that the network's answer depends on: its last layer and all before it. */
export function neededLayers({ layers }: Layered): ReadonlySet<string> {
  const needed = new Set(layers.slice(-1).map(({ id }) => id))
  // Layers read only layers before them, so one walk from the end meets every reader first.
  for (let index = layers.length - 1; index >= 0; index -= 1) {
    const layer = layers[index]
    if (layer && needed.has(layer.id)) for (const id of inputIds(layers, index)) needed.add(id)
  }
  return needed
}

/** Ids of the layers that the answer does not depend on. */
export const unusedLayers = (spec: Layered): readonly string[] => {
  const needed = neededLayers(spec)
  return spec.layers.map(({ id }) => id).filter((id) => !needed.has(id))
}

/** The network without them; it answers the same. */
export function withoutUnused(spec: ModelSpec): ModelSpec {
  const needed = neededLayers(spec)
  return { ...spec, layers: spec.layers.filter(({ id }) => needed.has(id)) }
}
