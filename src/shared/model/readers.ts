import type { ResolvedLayer, ResolvedModel } from './resolve'

/** Which layers read a layer, or the input, by its id; in the network's order. */
export function readersOf({
  layers,
}: Pick<ResolvedModel, 'layers'>): (id: string) => readonly ResolvedLayer[] {
  const readers = new Map<string, ResolvedLayer[]>()
  for (const layer of layers) {
    for (const id of new Set(layer.inputs)) {
      const known = readers.get(id)
      if (known) known.push(layer)
      else readers.set(id, [layer])
    }
  }
  return (id) => readers.get(id) ?? []
}
