import { elements } from '@shared/layers/definition'
import type { ResolvedLayer, ResolvedModel } from '@shared/model/resolve'

/**
 * ReLUs that feed nothing but a max pooling which makes their map smaller, by the pooling's id. A ReLU never falls, so the
 * largest of a window is the same before and behind it, max(relu(x)) = relu(max(x)), to the bit, and so are the gradients: a
 * cell that is largest at 0 hands on none. Behind the pooling it has less to do, a quarter for a window of 2×2.
 */
export function lateRelus({ layers }: ResolvedModel): ReadonlyMap<string, string> {
  const readers = new Map<string, ResolvedLayer[]>()
  for (const layer of layers) {
    for (const id of layer.inputs) readers.set(id, [...(readers.get(id) ?? []), layer])
  }
  return new Map(
    layers.flatMap(({ layer, outputShape }) => {
      if (layer.kind !== 'activation' || layer.function !== 'relu') return []
      const [reader, ...others] = readers.get(layer.id) ?? []
      const isPooled = reader?.layer.kind === 'maxPool2d' && elements(reader.outputShape) < elements(outputShape)
      return isPooled && others.length === 0 ? [[reader.layer.id, layer.id] as const] : []
    }),
  )
}
