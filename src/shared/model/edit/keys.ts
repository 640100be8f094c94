import type { DraftLayer, ModelDraft } from '../draft'

const kept = new WeakMap<readonly DraftLayer[], readonly string[]>()

/**
 * A unique key for every layer: its id, or the id with a number where an earlier layer has the same
 * id. Selections, rows and nodes name layers by it, so that two layers with the same id stay
 * distinct.
 */
export function layerKeys(layers: readonly DraftLayer[]): readonly string[] {
  const known = kept.get(layers)
  if (known) return known
  const ids = new Set(layers.map(({ id }) => id))
  const keys = ids.size === layers.length ? layers.map(({ id }) => id) : numbered(layers, ids)
  kept.set(layers, keys)
  return keys
}

function numbered(layers: readonly DraftLayer[], ids: ReadonlySet<string>): readonly string[] {
  const used = new Set<string>()
  return layers.map(({ id }) => {
    let key = id
    for (let n = 2; used.has(key) || (key !== id && ids.has(key)); n++) key = `${id}-${n}`
    used.add(key)
    return key
  })
}

/** The draft with every layer's key for its id: the same object where all ids differ. */
export function apart(draft: ModelDraft): ModelDraft {
  const keys = layerKeys(draft.layers)
  if (draft.layers.every(({ id }, index) => id === keys[index])) return draft
  return {
    ...draft,
    layers: draft.layers.map((layer, index) =>
      layer.id === keys[index] ? layer : { ...layer, id: keys[index] ?? layer.id },
    ),
  }
}

/**
 * Applies an edit that names layers by their keys. Duplicate ids stay, unless the edit renames one.
 */
export function editApart(
  draft: ModelDraft,
  change: (draft: ModelDraft) => ModelDraft,
): ModelDraft {
  const before = apart(draft)
  const next = change(before)
  if (before === draft || next === before) return next === before ? draft : next
  const ids = new Map(
    before.layers.flatMap(({ id }, index) =>
      id === draft.layers[index]?.id ? [] : [[id, draft.layers[index]?.id ?? id] as const],
    ),
  )
  const own = (id: string): string => ids.get(id) ?? id
  const back = (layer: DraftLayer): DraftLayer => {
    const inputs = layer.inputs?.some((id) => ids.has(id)) ? { inputs: layer.inputs.map(own) } : {}
    return ids.has(layer.id) || inputs.inputs ? { ...layer, id: own(layer.id), ...inputs } : layer
  }
  return { ...next, layers: next.layers.map(back) }
}
