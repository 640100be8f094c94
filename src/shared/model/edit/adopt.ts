import { layerSchema } from '../../layers'
import type { DraftLayer, ModelDraft } from '../draft'
import type { ModelSpec } from '../spec'

/**
 * The draft changed into this network. Each layer that means the same keeps its form: defaults stay
 * unwritten.
 */
export function adopt(draft: ModelDraft, { name, input, layers }: ModelSpec): ModelDraft {
  const before = new Map(draft.layers.map((raw) => [raw.id, raw]))
  return {
    name,
    input,
    layers: layers.map((layer) => written(before.get(layer.id), layer as unknown as DraftLayer)),
  }
}

function written(raw: DraftLayer | undefined, layer: DraftLayer): DraftLayer {
  const known = raw === undefined ? undefined : layerSchema.safeParse(raw)
  if (!raw || !known?.success || known.data.kind !== layer.kind) return layer
  const parsed = known.data as unknown as DraftLayer
  const names = new Set([...Object.keys(parsed), ...Object.keys(layer)])
  const changes = [...names].filter(
    (name) => JSON.stringify(parsed[name]) !== JSON.stringify(layer[name]),
  )
  if (changes.length === 0) return raw
  const next = { ...raw, ...Object.fromEntries(changes.map((name) => [name, layer[name]])) }
  return Object.fromEntries(
    Object.entries(next).filter(([, value]) => value !== undefined),
  ) as unknown as DraftLayer
}
