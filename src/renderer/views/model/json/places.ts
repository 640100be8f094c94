import { syntaxTree } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'

/** A piece of the parsed text. */
export type SyntaxNode = ReturnType<typeof syntaxTree>['topNode']

const unquoted = (state: EditorState, node: SyntaxNode): string => {
  const text = state.sliceDoc(node.from, node.to)
  try {
    return String(JSON.parse(text))
  } catch {
    return text.replace(/^"|"$/g, '')
  }
}

export const nameOf = (state: EditorState, property: SyntaxNode): string | undefined => {
  const name = property.getChild('PropertyName')
  return name ? unquoted(state, name) : undefined
}

/** The value of a property: what stands behind its name. */
const valueOf = (property: SyntaxNode): SyntaxNode | null => {
  const last = property.lastChild
  return last && last.name !== 'PropertyName' ? last : null
}

const items = (node: SyntaxNode): SyntaxNode[] => {
  const found: SyntaxNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (!['[', ']', '⚠', ','].includes(child.name)) found.push(child)
  return found
}

/** The piece of the text that a path names, or the nearest one around it that is there. */
export function placeOf(
  state: EditorState,
  path: readonly PropertyKey[],
): { readonly from: number; readonly to: number } {
  let node: SyntaxNode | null = syntaxTree(state).topNode.firstChild
  let found = node ?? syntaxTree(state).topNode
  for (const key of path) {
    if (!node) break
    if (node.name === 'Array' && typeof key === 'number') node = items(node)[key] ?? null
    else if (node.name === 'Object') {
      const property: SyntaxNode | undefined = node
        .getChildren('Property')
        .find((each) => nameOf(state, each) === String(key))
      node = property ? valueOf(property) : null
    } else node = null
    if (node) found = node
  }
  // A long object is marked by its first line alone.
  const line = state.doc.lineAt(found.from)
  return { from: found.from, to: Math.min(found.to, line.to) }
}

/** Names and values of the object around a place, as far as they can be read. */
export function fieldsAround(state: EditorState, object: SyntaxNode): ReadonlyMap<string, string> {
  return new Map(
    object.getChildren('Property').flatMap((property) => {
      const [name, value] = [nameOf(state, property), valueOf(property)]
      return name === undefined ? [] : [[name, value ? unquoted(state, value) : ''] as const]
    }),
  )
}
