import { elements } from '@shared/layers/definition'
import { readersOf } from '@shared/model/readers'
import type { ResolvedModel } from '@shared/model/resolve'

/**
 * ReLUs that feed nothing but a max pooling which makes their map smaller, by the pooling's id. A
 * ReLU never falls, so the largest of a window is the same before and behind it, max(relu(x)) =
 * relu(max(x)), to the bit, and so are the gradients: a cell that is largest at 0 hands on none.
 * Behind the pooling it has less to do, a quarter for a window of 2×2.
 */
export function lateRelus(model: ResolvedModel): ReadonlyMap<string, string> {
  const readers = readersOf(model)
  return new Map(
    model.layers.flatMap(({ layer, outputShape }) => {
      if (layer.kind !== 'activation' || layer.function !== 'relu') return []
      const [reader, ...others] = readers(layer.id)
      const isPooled =
        reader?.layer.kind === 'maxPool2d' && elements(reader.outputShape) < elements(outputShape)
      return isPooled && others.length === 0 ? [[reader.layer.id, layer.id] as const] : []
    }),
  )
}
