import { LAYER_KINDS, LAYERS, type LayerKind } from '../../layers'
import type { DraftLayer, ModelDraft } from '../draft'

/** Ids that a layer gets without a number, since a network has one such layer. */
const ALONE: ReadonlySet<string> = new Set(
  LAYER_KINDS.map((kind) => LAYERS[kind].id)
    .filter(({ numbered }) => !numbered)
    .map(({ stem }) => stem),
)

/**
 * An id that no layer has: the stem itself for a kind that a network has once, otherwise the stem
 * with the next number.
 */
export function freeId(
  draft: Pick<ModelDraft, 'layers'>,
  stem: string,
  taken: ReadonlySet<string> = new Set(),
): string {
  const ids = new Set([...draft.layers.map(({ id }) => id), ...taken])
  const bare = stem.replace(/\d+$/, '') || 'layer'
  if (ALONE.has(bare) && !ids.has(bare)) return bare
  for (let n = 1; ; n++) if (!ids.has(`${bare}${n}`)) return `${bare}${n}`
}

/** A layer of this kind with a new id; it is not in the network yet. */
export const newLayer = (draft: ModelDraft, kind: LayerKind): DraftLayer => ({
  id: freeId(draft, LAYERS[kind].id.stem),
  kind,
  ...LAYERS[kind].start,
})

/** The same layer as another kind: parameters that both have are kept. */
export function asKind(layer: DraftLayer, kind: LayerKind): DraftLayer {
  const { id, inputs, kind: _before, ...parameters } = layer
  const { start, window } = LAYERS[kind]
  const pools = window?.size === 'window'
  const kept = Object.fromEntries(
    Object.entries(parameters).filter(
      ([name]) => name in start || (pools && POOL_FIELDS.has(name)),
    ),
  )
  return { id, kind, ...start, ...kept, ...(inputs ? { inputs } : {}) }
}
/** The parameters of all layers that pool a window. */
const POOL_FIELDS: ReadonlySet<string> = new Set(['window', 'stride', 'padding'])
