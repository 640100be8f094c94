import type { Shape } from '../layers/definition'
import type { ExaminedLayer, Examination } from './examine'

export type Change = 'same' | 'changed' | 'added' | 'removed'

/** One layer in two networks, told by its id. */
export interface LayerDifference {
  readonly id: string
  readonly change: Change
  readonly kind: string
  /** Parameters that differ: before and after, as JSON; "–" where there is none. */
  readonly fields: readonly { readonly name: string; readonly before: string; readonly after: string }[]
  readonly shapes: readonly [Shape | undefined, Shape | undefined]
  readonly parameters: readonly [number | undefined, number | undefined]
}

const text = (value: unknown): string => (value === undefined ? '–' : JSON.stringify(value))

/** Parameters with every default filled in, where the layer is sound; its links as they are followed. */
const valuesOf = ({ raw, layer, inputs }: ExaminedLayer): Record<string, unknown> => ({ ...(layer ?? raw), inputs })

function fieldsOf(before: ExaminedLayer, after: ExaminedLayer): LayerDifference['fields'] {
  const [a, b] = [valuesOf(before), valuesOf(after)]
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .map((name) => ({ name, before: text(a[name]), after: text(b[name]) }))
    .filter((field) => field.name !== 'id' && field.before !== field.after)
}

/** Two networks layer by layer, in the order of the second with what it lacks in the place where it was. */
export function compareModels(before: Examination, after: Examination): readonly LayerDifference[] {
  const old = new Map(before.layers.map((layer) => [layer.raw.id, layer]))
  const present = new Set(after.layers.map(({ raw }) => raw.id))
  const rows = after.layers.map((layer): LayerDifference => {
    const was = old.get(layer.raw.id)
    if (!was) return single(layer, 'added')
    const fields = fieldsOf(was, layer)
    const same = fields.length === 0 && was.outputShape.join() === layer.outputShape.join() && was.summary.parameters === layer.summary.parameters
    return {
      id: layer.raw.id,
      kind: layer.raw.kind,
      change: same ? 'same' : 'changed',
      fields,
      shapes: [was.outputShape, layer.outputShape],
      parameters: [was.summary.parameters, layer.summary.parameters],
    }
  })
  before.layers.forEach((layer, index) => {
    if (present.has(layer.raw.id)) return
    const ahead = before.layers.slice(0, index).reverse().find(({ raw }) => rows.some(({ id }) => id === raw.id))
    const place = ahead ? rows.findIndex(({ id }) => id === ahead.raw.id) + 1 : 0
    rows.splice(place, 0, single(layer, 'removed'))
  })
  return rows
}

function single(layer: ExaminedLayer, change: 'added' | 'removed'): LayerDifference {
  const pair = <T>(value: T): readonly [T | undefined, T | undefined] => (change === 'added' ? [undefined, value] : [value, undefined])
  return { id: layer.raw.id, kind: layer.raw.kind, change, fields: [], shapes: pair(layer.outputShape), parameters: pair(layer.summary.parameters) }
}
