import { AppError, phrase } from '../../errors'
import { isLayerKind, LAYERS } from '../../layers'
import type { DraftLayer, ModelDraft } from '../draft'
import { INPUT_ID } from '../spec'
import { linked, ordered, redirected, withLinks, type LinkedLayer } from './links'

const merges = (kind: string): boolean => isLayerKind(kind) && LAYERS[kind].merges !== null

function indexOf(layers: readonly DraftLayer[], id: string): number {
  if (id === INPUT_ID) return -1
  const index = layers.findIndex((layer) => layer.id === id)
  if (index < 0) throw new AppError('not-found', phrase`There is no layer "${id}".`, { layer: id })
  return index
}

/**
 * Inserts a layer directly after another one ("input" for the first place). It reads that layer,
 * and the former readers of that layer now read the new one. With `branch` the readers stay as they
 * are and the new layer starts a path of its own.
 */
export function insertAfter(
  draft: ModelDraft,
  layer: DraftLayer,
  after: string,
  branch = false,
): ModelDraft {
  const layers = linked(draft)
  const place = indexOf(layers, after) + 1
  const added: LinkedLayer = { ...layer, inputs: [after] }
  const rest = branch ? layers : redirected(layers, after, [layer.id])
  return withLinks(draft, [...rest.slice(0, place), added, ...rest.slice(place)])
}

/** A layer on the link between two others. */
export function insertBetween(
  draft: ModelDraft,
  layer: DraftLayer,
  from: string,
  to: string,
): ModelDraft {
  const layers = linked(draft).map((each) =>
    each.id === to
      ? { ...each, inputs: each.inputs.map((id) => (id === from ? layer.id : id)) }
      : each,
  )
  const place = indexOf(layers, to)
  return withLinks(draft, [
    ...layers.slice(0, place),
    { ...layer, inputs: [from] },
    ...layers.slice(place),
  ])
}

/** Removes these layers; their readers now read what they read. */
export function removeLayers(draft: ModelDraft, ids: readonly string[]): ModelDraft {
  const layers = ids.reduce((rest, id) => {
    const gone = rest.find((layer) => layer.id === id)
    if (!gone) return rest
    return redirected(rest, id, gone.inputs).filter((layer) => layer.id !== id)
  }, linked(draft))
  return withLinks(draft, layers)
}

/**
 * Moves a layer after another one. A layer with several inputs keeps them and only changes its
 * place in the list.
 * @throws AppError `invalid-argument` where it would come before a layer that it reads.
 */
export function moveAfter(draft: ModelDraft, id: string, after: string): ModelDraft {
  const layer = draft.layers.find((each) => each.id === id)
  if (!layer || id === after) return draft
  if (!merges(layer.kind)) return insertAfter(removeLayers(draft, [id]), layer, after)
  const layers = linked(draft)
  const moved = layers.find((each) => each.id === id) as LinkedLayer
  const rest = layers.filter((each) => each.id !== id)
  const place = indexOf(rest, after) + 1
  const next = [...rest.slice(0, place), moved, ...rest.slice(place)]
  const position = new Map(next.map((each, index) => [each.id, index]))
  const wrong = next.find((each, index) =>
    each.inputs.some((source) => (position.get(source) ?? -1) >= index),
  )
  if (wrong)
    throw new AppError(
      'invalid-argument',
      phrase`"${wrong.id}" would come before a layer that it reads.`,
      { layer: wrong.id },
    )
  return withLinks(draft, next)
}

/** One place up (−1) or down (+1) in the list. */
export function shift(draft: ModelDraft, id: string, by: -1 | 1): ModelDraft {
  const index = indexOf(draft.layers, id)
  const target =
    by === 1
      ? draft.layers[index + 1]?.id
      : index === 0
        ? undefined
        : (draft.layers[index - 2]?.id ?? INPUT_ID)
  return target === undefined ? draft : moveAfter(draft, id, target)
}

/**
 * Makes one layer read another. A merging layer gets an additional input; any other layer replaces
 * its input. Layers are reordered where the link requires it.
 * @throws AppError `invalid-argument` where the link would close a cycle.
 */
export function connect(draft: ModelDraft, from: string, to: string): ModelDraft {
  indexOf(draft.layers, from)
  const layers = linked(draft).map((layer) => {
    if (layer.id !== to || layer.inputs.includes(from)) return layer
    return { ...layer, inputs: merges(layer.kind) ? [...layer.inputs, from] : [from] }
  })
  const next = from === to ? undefined : ordered(layers)
  if (!next)
    throw new AppError(
      'invalid-argument',
      phrase`"${to}" can't read "${from}": "${from}" already depends on "${to}", and a network has no cycles.`,
      { layer: to },
    )
  return withLinks(draft, next)
}

/** Removes a link. A layer without any link reads the layer before it again. */
export function disconnect(draft: ModelDraft, from: string, to: string): ModelDraft {
  const layers = linked(draft)
  const next = layers.map((layer, index) => {
    if (layer.id !== to) return layer
    const inputs = layer.inputs.filter((id) => id !== from)
    return { ...layer, inputs: inputs.length > 0 ? inputs : [layers[index - 1]?.id ?? INPUT_ID] }
  })
  return withLinks(draft, next)
}
