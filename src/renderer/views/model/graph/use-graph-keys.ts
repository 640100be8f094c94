import type { Ref, ShallowRef } from 'vue'
import { layerKeys } from '@shared/model/edit'
import { useNetworkActions } from '../actions'
import { useConnecting } from './use-connecting'
import { useCurrentGroup } from './use-current-group'
import { useGroups } from './groups'
import { useModelDocument } from '../document/store'
import type { Structure } from './elements'
import { neighbour, type Direction } from './walk'

const ARROWS: ReadonlySet<string> = new Set<Direction>([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
])

interface Graph {
  readonly structure: Readonly<ShallowRef<Structure>>
  readonly link: Ref<string | undefined>
  readonly reveal: (id: string) => void
  readonly showAll: () => void
  readonly zoom: (by: 1 | -1) => void
  readonly edit: () => void
}

/**
 * The graph by keys alone: walking, connecting, grouping, zooming. Copying and cutting are the
 * whole view's (layers-clipboard.ts).
 */
export function useGraphKeys({ structure, link, reveal, showAll, zoom, edit }: Graph) {
  const store = useModelDocument()
  const actions = useNetworkActions()
  const groups = useGroups()
  const { connecting, target, begin, finish, leave } = useConnecting()
  const { fold, ungroup } = useCurrentGroup()

  /** With `more`, what was selected before stays so. */
  function walk(direction: Direction, more = false): void {
    link.value = undefined
    const from = connecting.value === undefined ? store.selected.at(-1) : target.value
    const id = neighbour(structure.value, from, direction)
    if (connecting.value !== undefined) target.value = id
    else store.select(more ? [...store.selected.filter((other) => other !== id), id] : [id])
    reveal(id)
  }

  function remove(): void {
    const [from, to] = link.value?.split('>') ?? []
    if (from !== undefined && to !== undefined) actions.disconnect(from, to)
    else actions.remove()
    link.value = undefined
  }

  const plain: Readonly<Record<string, () => void>> = {
    ArrowUp: () => walk('ArrowUp'),
    ArrowDown: () => walk('ArrowDown'),
    ArrowLeft: () => walk('ArrowLeft'),
    ArrowRight: () => walk('ArrowRight'),
    Enter: () => (connecting.value === undefined ? edit() : finish()),
    Escape: () => {
      if (connecting.value === undefined) store.select([])
      leave()
    },
    Delete: remove,
    Backspace: remove,
    c: begin,
    f: fold,
    u: ungroup,
    '+': () => zoom(1),
    '-': () => zoom(-1),
    '0': showAll,
  }
  const withControl: Readonly<Record<string, () => void>> = {
    a: () => store.select(layerKeys(store.draft.layers)),
    d: actions.duplicate,
    g: () => groups.group(actions.chosen()),
  }

  function press(event: KeyboardEvent): void {
    if (
      event.altKey ||
      (event.target instanceof HTMLElement && event.target.matches('input, select'))
    )
      return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const more = event.shiftKey && ARROWS.has(key)
    const action = more
      ? () => walk(key as Direction, true)
      : (event.ctrlKey || event.metaKey ? withControl : plain)[key]
    if (!action) return
    event.preventDefault()
    action()
  }

  return { press, connecting, target }
}
