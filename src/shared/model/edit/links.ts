import type { DraftLayer, ModelDraft } from '../draft'
import { inputIds } from '../spec'
import { INPUT_ID } from '../spec'

/** A layer with its inputs written out. */
export type LinkedLayer = DraftLayer & { readonly inputs: readonly string[] }

/**
 * Every layer with its inputs written out, so that the order of the list may change without
 * changing the network.
 */
export const linked = ({ layers }: ModelDraft): readonly LinkedLayer[] =>
  layers.map((layer, index) => ({ ...layer, inputs: inputIds(layers, index) }))

/**
 * The draft with these layers; `inputs` is left out where it only names the layer before, as people
 * write it.
 */
export function withLinks(draft: ModelDraft, layers: readonly LinkedLayer[]): ModelDraft {
  const tidy = layers.map((layer, index): DraftLayer => {
    const before = layers[index - 1]?.id ?? INPUT_ID
    if (layer.inputs.length !== 1 || layer.inputs[0] !== before) return layer
    const { inputs: _implied, ...rest } = layer
    return rest
  })
  // An unchanged layer stays the same object, so results that were computed for it stay valid.
  const known = new Map(draft.layers.map((layer) => [JSON.stringify(layer), layer]))
  return { ...draft, layers: tidy.map((layer) => known.get(JSON.stringify(layer)) ?? layer) }
}

/** Reads `to` wherever `from` was read. */
export const redirected = (
  layers: readonly LinkedLayer[],
  from: string,
  to: readonly string[],
): readonly LinkedLayer[] =>
  layers.map((layer) =>
    layer.inputs.includes(from)
      ? { ...layer, inputs: [...new Set(layer.inputs.flatMap((id) => (id === from ? to : [id])))] }
      : layer,
  )

/**
 * Moves every layer after its inputs and otherwise keeps the order.
 * @returns undefined where the links form a cycle.
 */
export function ordered(layers: readonly LinkedLayer[]): readonly LinkedLayer[] | undefined {
  const ids = new Set(layers.map(({ id }) => id))
  const placed = new Set<string>()
  const result: LinkedLayer[] = []
  let waiting = [...layers]
  while (waiting.length > 0) {
    const later: LinkedLayer[] = []
    for (const layer of waiting) {
      if (layer.inputs.every((id) => placed.has(id) || !ids.has(id))) {
        placed.add(layer.id)
        result.push(layer)
      } else later.push(layer)
    }
    if (later.length === waiting.length) return undefined
    waiting = later
  }
  return result
}
