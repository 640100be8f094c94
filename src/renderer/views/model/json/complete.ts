import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { syntaxTree } from '@codemirror/language'
import { isLayerKind, LAYER_KINDS } from '@shared/layers'
import { parametersOf } from '@shared/model/examine'
import { fieldsAround, nameOf, type SyntaxNode } from './places'

const quoted = (text: string): string => JSON.stringify(text)

function ancestor(node: SyntaxNode | null, name: string): SyntaxNode | undefined {
  let found = node
  while (found && found.name !== name) found = found.parent
  return found ?? undefined
}

/** Names that an object may still get: of a layer by its kind, of the input, of the whole. */
function names(path: string, fields: ReadonlyMap<string, string>): Completion[] {
  const kind = fields.get('kind') ?? ''
  const own = isLayerKind(kind) ? parametersOf(kind) : []
  const candidates: Completion[] =
    path === 'layer'
      ? [
          ...['id', 'kind', 'inputs'].map((label): Completion => ({ label, type: 'keyword' })),
          ...own.map(({ name, required, preset }): Completion => ({
            label: name,
            type: 'property',
            detail: required ? '…' : preset === undefined ? '' : `= ${JSON.stringify(preset)}`,
            boost: required ? 2 : 0,
          })),
        ]
      : (path === 'input' ? ['height', 'width', 'channels'] : ['name', 'input', 'layers']).map(
          (label) => ({ label, type: 'property' }),
        )
  return candidates
    .filter(({ label }) => !fields.has(label))
    .map((each) => ({ ...each, apply: `${quoted(each.label)}: ` }))
}

/** What a property may be: a kind, a word of a list, yes or no, ids of earlier layers. */
function values(
  name: string,
  fields: ReadonlyMap<string, string>,
  ids: readonly string[],
): Completion[] {
  const words = (list: readonly string[], type = 'enum'): Completion[] =>
    list.map((label) => ({ label, type, apply: quoted(label) }))
  if (name === 'kind') return words(LAYER_KINDS, 'class')
  if (name === 'inputs') return words(['input', ...ids], 'variable')
  const kind = fields.get('kind') ?? ''
  const info = isLayerKind(kind) ? parametersOf(kind).find((each) => each.name === name) : undefined
  if (info?.control === 'choice') return words(info.options)
  if (info?.control === 'switch')
    return ['true', 'false'].map((label) => ({ label, type: 'constant' }))
  return name === 'padding' ? words(['same', 'valid']) : []
}

/** Completion from the schema of a network: the compiler's own list of kinds and parameters. */
export function completeNetwork(ids: () => readonly string[]) {
  return (context: CompletionContext): CompletionResult | null => {
    const { state, pos } = context
    const node = syntaxTree(state).resolveInner(pos, -1)
    const object = ancestor(node, 'Object')
    if (!object) return null
    const fields = fieldsAround(state, object)
    const place =
      object.parent?.name === 'Array'
        ? 'layer'
        : object.parent?.name === 'Property'
          ? (nameOf(state, object.parent) ?? '')
          : 'model'
    const word = context.matchBefore(/"?[\w-]*"?/)
    const from = word?.from ?? pos
    const property = ancestor(node, 'Property')
    const inside = property !== undefined && property.from >= object.from ? property : undefined
    const before = state.sliceDoc(state.doc.lineAt(pos).from, from)
    const isValue = inside !== undefined && /:\s*(\[[^\]]*)?$/.test(before)
    if (!context.explicit && word?.from === word?.to) return null
    const all = isValue ? values(nameOf(state, inside) ?? '', fields, ids()) : names(place, fields)
    // The editor's own filter knows labels, and no quotes.
    const quotes = word?.text.includes('"') ?? false
    const typed = (word?.text ?? '').replaceAll('"', '').toLowerCase()
    const options = quotes ? all.filter(({ label }) => label.toLowerCase().startsWith(typed)) : all
    // The editor closes quotes: the one behind the place belongs to what is replaced.
    const to = state.sliceDoc(pos, pos + 1) === '"' ? pos + 1 : pos
    return options.length > 0 ? { from, to, options, filter: !quotes } : null
  }
}
