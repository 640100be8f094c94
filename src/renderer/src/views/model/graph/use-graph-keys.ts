import { ref, type Ref, type ShallowRef } from 'vue'
import { useNetworkActions } from '../actions'
import { useModelDocument } from '../document/store'
import type { Structure } from './elements'
import { neighbour, type Direction } from './walk'

interface Graph {
  readonly structure: Readonly<ShallowRef<Structure>>
  readonly link: Ref<string | undefined>
  readonly reveal: (id: string) => void
  readonly showAll: () => void
  readonly zoom: (by: 1 | -1) => void
  readonly edit: () => void
}

/** The graph by keys alone: walking, connecting, cutting, copying, grouping, zooming. */
export function useGraphKeys({ structure, link, reveal, showAll, zoom, edit }: Graph) {
  const store = useModelDocument()
  const actions = useNetworkActions()
  /** The layer that is to be read, and the one that the arrows have come to. */
  const connecting = ref<string>()
  const target = ref<string>()

  function walk(direction: Direction): void {
    link.value = undefined
    const from = connecting.value === undefined ? store.selected.at(-1) : target.value
    const id = neighbour(structure.value, from, direction)
    if (connecting.value === undefined) store.select([id])
    else target.value = id
    reveal(id)
  }

  function finish(): void {
    if (connecting.value !== undefined && target.value !== undefined && target.value !== connecting.value) actions.connect(connecting.value, target.value)
    leave()
  }

  function leave(): void {
    connecting.value = undefined
    target.value = undefined
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
    c: () => {
      connecting.value = store.selected.at(-1)
      target.value = connecting.value
    },
    '+': () => zoom(1),
    '-': () => zoom(-1),
    '0': showAll,
  }
  const withControl: Readonly<Record<string, () => void>> = {
    a: () => store.select(store.draft.layers.map(({ id }) => id)),
    c: actions.copy,
    d: actions.duplicate,
    g: () => actions.group(),
    x: () => {
      actions.copy()
      actions.remove()
    },
  }

  function press(event: KeyboardEvent): void {
    if (event.altKey || (event.target instanceof HTMLElement && event.target.matches('input, select'))) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const action = (event.ctrlKey || event.metaKey ? withControl : plain)[key]
    if (!action) return
    event.preventDefault()
    action()
  }

  return { press, connecting, target }
}
