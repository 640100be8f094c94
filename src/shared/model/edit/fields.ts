import { INPUT_ID } from '../spec'
import type { DraftLayer, ModelDraft } from '../draft'

/** Changes parameters of a layer; undefined takes one away, so that its default holds. */
export function setFields(
  draft: ModelDraft,
  id: string,
  changes: Readonly<Record<string, unknown>>,
): ModelDraft {
  const change = (layer: DraftLayer): DraftLayer =>
    Object.fromEntries(
      Object.entries({ ...layer, ...changes }).filter(([, value]) => value !== undefined),
    ) as unknown as DraftLayer
  return {
    ...draft,
    layers: draft.layers.map((layer) => (layer.id === id ? change(layer) : layer)),
  }
}

/** Renames the layer at this place; its readers follow. */
export function renameLayer(draft: ModelDraft, index: number, id: string): ModelDraft {
  const before = draft.layers[index]?.id
  if (before === undefined || before === id || before === INPUT_ID) return draft
  // Where two layers have the same id, their readers can't be distinguished, so they stay.
  const unique = draft.layers.filter((layer) => layer.id === before).length === 1
  const layers = draft.layers.map((layer, at): DraftLayer => {
    const inputs =
      unique && layer.inputs?.includes(before)
        ? { inputs: layer.inputs.map((input) => (input === before ? id : input)) }
        : {}
    return at === index ? { ...layer, id, ...inputs } : { ...layer, ...inputs }
  })
  return {
    ...draft,
    layers: layers.map((layer, at) =>
      at !== index && layer.inputs === draft.layers[at]?.inputs
        ? (draft.layers[at] ?? layer)
        : layer,
    ),
  }
}
