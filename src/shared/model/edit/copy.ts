import type { DraftLayer, ModelDraft } from '../draft'
import { INPUT_ID } from '../spec'
import { linked, withLinks, type LinkedLayer } from './links'
import { freeId } from './new-layer'

/** Layers cut out of a network, with the links among them; links to layers outside name them. */
export const copyLayers = (draft: ModelDraft, ids: readonly string[]): readonly LinkedLayer[] =>
  linked(draft).filter(({ id }) => ids.includes(id))

/**
 * Inserts copies after a layer, with new ids. Links among the copies are kept; links to other
 * layers lead to `after` instead. Layers that read `after` now read the last copy.
 * @returns the draft and the copies' ids.
 */
export function pasteLayers(
  draft: ModelDraft,
  copied: readonly LinkedLayer[],
  after: string,
): { readonly draft: ModelDraft; readonly ids: readonly string[] } {
  const names = new Map<string, string>()
  for (const { id } of copied) names.set(id, freeId(draft, id, new Set(names.values())))
  const copies = copied.map((layer): LinkedLayer => ({
    ...layer,
    id: names.get(layer.id) ?? layer.id,
    inputs: [...new Set(layer.inputs.map((input) => names.get(input) ?? after))],
  }))
  const last = copies.at(-1)
  if (!last) return { draft, ids: [] }
  const layers = linked(draft)
  const place = after === INPUT_ID ? 0 : layers.findIndex(({ id }) => id === after) + 1
  const rest = layers.map((layer) =>
    layer.inputs.includes(after)
      ? { ...layer, inputs: layer.inputs.map((id) => (id === after ? last.id : id)) }
      : layer,
  )
  return {
    draft: withLinks(draft, [...rest.slice(0, place), ...copies, ...rest.slice(place)]),
    ids: copies.map(({ id }) => id),
  }
}

/** Layers from the text of a clipboard, or undefined where it contains something else. */
export function layersFromText(text: string): readonly LinkedLayer[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const list = Array.isArray(value) ? value : (value as { layers?: unknown }).layers
    if (!Array.isArray(list) || list.length === 0) return undefined
    const isLayer = (item: unknown): item is DraftLayer =>
      typeof item === 'object' &&
      item !== null &&
      typeof (item as DraftLayer).id === 'string' &&
      typeof (item as DraftLayer).kind === 'string'
    return list.every(isLayer)
      ? linked({ name: '', input: { height: 1, width: 1, channels: 1 }, layers: list })
      : undefined
  } catch {
    return undefined
  }
}
