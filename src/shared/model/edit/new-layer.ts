import type { LayerKind } from '../../layers'
import type { DraftLayer, ModelDraft } from '../draft'

type Start = Readonly<Record<string, unknown>>

/** What a new layer of each kind starts with: the settings that the book's networks use most. */
const STARTS = {
  conv2d: { channels: 16, kernel: 3, padding: 1 },
  maxPool2d: { window: 2 },
  avgPool2d: { window: 2 },
  globalAvgPool2d: {},
  flatten: {},
  dense: { units: 10 },
  activation: { function: 'relu' },
  softmax: {},
  batchNorm: {},
  dropout: { rate: 0.5 },
  add: {},
  concat: {},
} as const satisfies Record<LayerKind, Start>

export const LAYER_KINDS = Object.keys(STARTS) as readonly LayerKind[]
export const isLayerKind = (kind: string): kind is LayerKind => Object.hasOwn(STARTS, kind)

const STEMS: Readonly<Record<LayerKind, string>> = {
  conv2d: 'conv',
  maxPool2d: 'pool',
  avgPool2d: 'pool',
  globalAvgPool2d: 'average',
  flatten: 'flatten',
  dense: 'dense',
  activation: 'relu',
  softmax: 'softmax',
  batchNorm: 'norm',
  dropout: 'dropout',
  add: 'add',
  concat: 'concat',
}

/**
 * An id that no layer has: the stem itself for what a network has once, else the stem with the next
 * number.
 */
export function freeId(
  draft: Pick<ModelDraft, 'layers'>,
  stem: string,
  taken: ReadonlySet<string> = new Set(),
): string {
  const ids = new Set([...draft.layers.map(({ id }) => id), ...taken])
  const bare = stem.replace(/\d+$/, '') || 'layer'
  if (['flatten', 'average', 'softmax'].includes(bare) && !ids.has(bare)) return bare
  for (let n = 1; ; n++) if (!ids.has(`${bare}${n}`)) return `${bare}${n}`
}

/** A layer of this kind with an id of its own; it is not yet in the network. */
export const newLayer = (draft: ModelDraft, kind: LayerKind): DraftLayer => ({
  id: freeId(draft, STEMS[kind]),
  kind,
  ...STARTS[kind],
})

/** The same layer as another kind: parameters that both have are kept. */
export function asKind(layer: DraftLayer, kind: LayerKind): DraftLayer {
  const { id, inputs, kind: _before, ...parameters } = layer
  const kept = Object.fromEntries(
    Object.entries(parameters).filter(
      ([name]) => name in STARTS[kind] || (POOLS.has(kind) && POOL_FIELDS.has(name)),
    ),
  )
  return { id, kind, ...STARTS[kind], ...kept, ...(inputs ? { inputs } : {}) }
}
const POOLS: ReadonlySet<string> = new Set(['maxPool2d', 'avgPool2d'])
const POOL_FIELDS: ReadonlySet<string> = new Set(['window', 'stride', 'padding'])
