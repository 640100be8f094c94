import type { DraftLayer, ModelDraft } from './draft'
import { parametersOf } from './examine/schema'
import type { ModelSpec } from './spec'

/**
 * A network as people write it: id and kind first, without parameters that equal their defaults.
 */
export function leanDraft({ name, input, layers }: ModelSpec): ModelDraft {
  return {
    name,
    input: { ...input },
    layers: layers.map((layer) => lean(layer as unknown as DraftLayer, layer.kind)),
  }
}

function lean(
  { id, inputs, ...layer }: DraftLayer,
  kind: ModelSpec['layers'][number]['kind'],
): DraftLayer {
  const told = parametersOf(kind).filter(
    ({ name, preset }) =>
      layer[name] !== undefined && JSON.stringify(layer[name]) !== JSON.stringify(preset),
  )
  return {
    id,
    kind,
    ...Object.fromEntries(told.map(({ name }) => [name, layer[name]])),
    ...(inputs ? { inputs } : {}),
  }
}
