import type { Layer } from '../../layers'
import type { Pair } from '../../math/geometry'
import type { ReceptiveField } from '../../math/receptive-field'
import { resolveModel } from '../resolve'
import type { ModelSpec } from '../spec'
import { summarise } from '../summary'
import { windowOf } from '../examine/window'
import { changed, type LintContext, type LintRule } from './rule'

const centre = (field: ReceptiveField, axis: 0 | 1): number => field.start[axis] + (field.size[axis] - 1) / 2
const offset = (a: ReceptiveField, b: ReceptiveField): Pair => [centre(a, 0) - centre(b, 0), centre(a, 1) - centre(b, 1)]

/** Branches that meet although unit u of one looks at another place than unit u of the other. */
export const misalignedBranches: LintRule = (context) =>
  context.model.layers.flatMap(({ layer, inputs }) => {
    if (layer.kind !== 'add' && layer.kind !== 'concat') return []
    const found = firstPair((id) => context.at(id)?.summary.receptiveField, inputs)
    if (!found) return []
    const mended = aligned(context, layer.id)
    return [{ rule: 'misalignedBranches' as const, layers: [layer.id, ...inputs], values: { layer: layer.id, ...found }, ...(mended ? { mended } : {}) }]
  })

type Mismatch = Readonly<Record<'first' | 'second', string>> & { readonly rows: number; readonly columns: number }

/** The first two branches whose centres differ, with how far, in pixels of the picture. */
function firstPair(fieldOf: (id: string) => ReceptiveField | null | undefined, inputs: readonly string[]): Mismatch | undefined {
  const [first = ''] = inputs
  const a = fieldOf(first)
  if (!a) return undefined
  for (const second of inputs.slice(1)) {
    const b = fieldOf(second)
    if (!b) continue
    const [rows, columns] = offset(b, a)
    if (rows !== 0 || columns !== 0) return { first, second, rows, columns }
  }
  return undefined
}

/** The network with lopsided padding evened out wherever that changes no shape, if the branches then meet. */
function aligned({ spec, model }: LintContext, merge: string): ModelSpec | undefined {
  const even = new Map<string, Layer>()
  for (const { layer, inputShapes } of model.layers) {
    const window = windowOf(layer, inputShapes)
    if (!window || !('padding' in layer)) continue
    const [vertical, horizontal] = window.padding.map(([a, b]) => (a + b) / 2) as unknown as Pair
    if (window.padding.every(([a, b]) => a === b) || !Number.isInteger(vertical) || !Number.isInteger(horizontal)) continue
    even.set(layer.id, { ...layer, padding: [vertical, horizontal] })
  }
  const mended = even.size === 0 ? undefined : changed(spec, (layer) => even.get(layer.id) ?? layer)
  if (!mended) return undefined
  const inputs = model.layers.find(({ layer }) => layer.id === merge)?.inputs ?? []
  const fields = new Map(summarise(resolveModel(mended)).layers.map(({ id, receptiveField }) => [id, receptiveField]))
  return firstPair((id) => fields.get(id), inputs) ? undefined : mended
}
