import { inputIds, type ModelSpec } from './spec'

/** Ids of the layers that the network's answer depends on: its last layer and all before it. */
export function neededLayers({ layers }: Pick<ModelSpec, 'layers'>): ReadonlySet<string> {
  const needed = new Set(layers.slice(-1).map(({ id }) => id))
  // Layers read only layers before them, so one walk from the end meets every reader first.
  for (let index = layers.length - 1; index >= 0; index -= 1) {
    const layer = layers[index]
    if (layer && needed.has(layer.id)) for (const id of inputIds(layers, index)) needed.add(id)
  }
  return needed
}

/** Ids of the layers whose output nobody reads on the way to the answer. */
export const unusedLayers = (spec: Pick<ModelSpec, 'layers'>): readonly string[] => {
  const needed = neededLayers(spec)
  return spec.layers.map(({ id }) => id).filter((id) => !needed.has(id))
}

/** The network without them; it answers the same. */
export function withoutUnused(spec: ModelSpec): ModelSpec {
  const needed = neededLayers(spec)
  const layers = spec.layers.flatMap((layer, index) =>
    // A layer that named no input has read the one before it, which may be gone.
    needed.has(layer.id) ? [{ ...layer, inputs: [...inputIds(spec.layers, index)] }] : [],
  )
  return { ...spec, layers }
}
