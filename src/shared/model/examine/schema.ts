import { phrase } from '../../errors'
import { isLayerKind, LAYER_KINDS, LAYERS, layerSchema, type Layer } from '../../layers'
import { checkValue } from '../../schema-fault'
import { newLayer, renameLayer, setFields } from '../edit'
import type { DraftLayer } from '../draft'
import type { Fix, Problem } from './problem'

/**
 * Checks a layer's parameters against its schema. Layers are never changed in place, so the answer
 * is cached by the object.
 */
const known = new WeakMap<
  DraftLayer,
  { readonly layer?: Layer; readonly problems: readonly Problem[] }
>()

export function checkLayer(raw: DraftLayer): {
  readonly layer?: Layer
  readonly problems: readonly Problem[]
} {
  const before = known.get(raw)
  if (before) return before
  const found = check(raw)
  known.set(raw, found)
  return found
}

function check(raw: DraftLayer): { readonly layer?: Layer; readonly problems: readonly Problem[] } {
  if (!isLayerKind(raw.kind)) {
    const kind = nearest(raw.kind)
    const fix: Fix = {
      code: 'useKind',
      values: { kind },
      apply: (draft) => setFields(draft, raw.id, { kind }),
    }
    return {
      problems: [{ code: 'unknownKind', field: 'kind', values: { kind: raw.kind }, fixes: [fix] }],
    }
  }
  // The check of the inputs reports a merging layer's missing inputs with a better sentence.
  const value =
    LAYERS[raw.kind].merges && (raw.inputs?.length ?? 0) < 2
      ? { ...raw, inputs: ['input', 'input'] }
      : raw
  const result = checkValue(layerSchema, value)
  if (result.success) return { layer: result.data, problems: [] }
  const seen = new Set<string>()
  const problems = result.faults.flatMap(({ issue, path, words }): Problem[] => {
    const foreign = issue.code === 'unrecognized_keys'
    const field = foreign ? (issue.keys[0] ?? '') : String(path[0] ?? '')
    if (seen.has(field)) return []
    seen.add(field)
    return [
      {
        code: 'field',
        field,
        values: { field, value: JSON.stringify(raw[field] ?? null) },
        message: foreign ? phrase`a ${raw.kind} has no such parameter` : words,
        fixes: fieldFix(raw, field, foreign),
      },
    ]
  })
  return { problems }
}

function fieldFix(raw: DraftLayer, field: string, foreign: boolean): Fix[] {
  if (field === 'id') {
    const tidy =
      raw.id
        .replace(/[^\w-]/g, '')
        .replace(/^[^A-Za-z]+/, '')
        .slice(0, 64) || 'layer'
    return [
      {
        code: 'rename',
        values: { id: tidy },
        apply: (draft) =>
          renameLayer(
            draft,
            draft.layers.findIndex((layer) => layer.id === raw.id),
            tidy,
          ),
      },
    ]
  }
  if (!isLayerKind(raw.kind)) return []
  const start = newLayer(
    { name: '', input: { height: 1, width: 1, channels: 1 }, layers: [] },
    raw.kind,
  )[field]
  const parsed = foreign ? undefined : start
  const apply: Fix['apply'] = (draft) => setFields(draft, raw.id, { [field]: parsed })
  return [
    parsed === undefined
      ? { code: 'leaveOut', values: { field }, apply }
      : { code: 'useDefault', values: { field, value: JSON.stringify(parsed) }, apply },
  ]
}

/** The kind with the longest beginning in common. */
function nearest(kind: string): string {
  const lower = kind.toLowerCase()
  const common = (candidate: string): number => {
    const other = candidate.toLowerCase()
    let n = 0
    while (n < other.length && other[n] === lower[n]) n++
    return n
  }
  const [best = 'activation'] = [...LAYER_KINDS].sort((a, b) => common(b) - common(a))
  return common(best) > 0 ? best : 'activation'
}

export interface ParameterInfo {
  readonly name: string
  /** A word of a list, a boolean, or any typed value. */
  readonly control: 'choice' | 'switch' | 'text'
  readonly options: readonly string[]
  /** The default; absent where the parameter is required. */
  readonly preset?: unknown
  readonly required: boolean
}

interface AnySchema {
  readonly def: {
    readonly type: string
    readonly innerType?: AnySchema
    readonly entries?: Readonly<Record<string, string>>
    readonly defaultValue?: unknown
  }
}

function infoOf(name: string, schema: AnySchema): ParameterInfo {
  const { type, innerType, entries, defaultValue } = schema.def
  if (innerType && (type === 'default' || type === 'optional'))
    return {
      ...infoOf(name, innerType),
      required: false,
      ...(type === 'default' ? { preset: defaultValue } : {}),
    }
  if (type === 'enum')
    return { name, control: 'choice', options: Object.values(entries ?? {}), required: true }
  return { name, control: type === 'boolean' ? 'switch' : 'text', options: [], required: true }
}

/** The parameters that a kind has, in the order in which they are written. */
export const parametersOf = (kind: Layer['kind']): readonly ParameterInfo[] => PARAMETERS[kind]

const PARAMETERS = Object.fromEntries(
  LAYER_KINDS.map((kind) => {
    const shape = LAYERS[kind].schema.shape as unknown as Record<string, AnySchema>
    const own = Object.entries(shape).filter(([name]) => !['id', 'kind', 'inputs'].includes(name))
    return [kind, own.map(([name, schema]) => infoOf(name, schema))]
  }),
) as unknown as Readonly<Record<Layer['kind'], readonly ParameterInfo[]>>
