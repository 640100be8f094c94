import type { useVueFlow } from '@vue-flow/core'
import { nextTick, onBeforeUnmount, onMounted, shallowRef, watch } from 'vue'
import type { ExaminedLayer } from '@shared/model/examine'
import { useMessages } from '@renderer/stores/messages'
import type { ModelDocument, Point } from '../document/kept'
import { useModelDocument } from '../document/store'
import { placesOf, sameStructure, structureKey, structureOf, type Structure } from './elements'
import { layout, warmUp } from './layout'
import { useDrawnPart } from './use-drawn-part'
import { useViewport } from './use-viewport'

/** What the drawing depends on beside what single layers say. */
interface Drawn {
  readonly layers: readonly ExaminedLayer[]
  readonly groups: ModelDocument['groups']
  readonly positions: ModelDocument['positions']
  readonly input: string
}

/**
 * Keeps the drawn graph in step with the document: its nodes and links, where they stand, and what
 * is selected.
 */
export function useGraph(flow: ReturnType<typeof useVueFlow>) {
  const store = useModelDocument()
  const arranged = shallowRef<Readonly<Record<string, Point>>>({})
  const structure = shallowRef<Structure>({ nodes: [], links: [] })
  const places = shallowRef<ReadonlyMap<string, Point>>(new Map())
  /** Says that every node stands where the arrangement has put it. */
  const settled = shallowRef(false)
  const { showAll, showFirst, reveal } = useViewport(flow, places)
  const part = useDrawnPart(flow, structure, places)
  let current = ''
  /** Which opened network the window was last fitted to. */
  let shown = -1
  /** Who has moved the drawing keeps it where it is. */
  let moved = false
  let drawn: Drawn | undefined

  const place = (): void =>
    void (places.value = placesOf(structure.value, {
      ...arranged.value,
      ...store.document.positions,
    }))

  async function arrange(next: Structure, key: string): Promise<void> {
    settled.value = false
    const found = await useMessages().attempt(() => layout(next.nodes, next.links))
    if (!found || current !== key) return
    arranged.value = found
    place()
    if (shown !== store.opened) moved = false
    shown = store.opened
    if (!moved) showFirst()
    part.draw()
    await nextTick()
    settled.value = true
  }

  /** A pane of another size shows the drawing anew, unless somebody has moved it. */
  function refit(): void {
    if (settled.value && !moved && shown === store.opened) showFirst()
  }

  /** Whether nothing has changed but what some nodes say, as with most edits. */
  const isSameDrawing = (next: Drawn): boolean =>
    drawn?.groups === next.groups &&
    drawn.positions === next.positions &&
    drawn.input === next.input &&
    !next.groups.some(({ folded }) => folded) &&
    sameStructure(drawn.layers, next.layers)

  function update(): void {
    const { examination } = store
    const { groups, positions, draft } = store.document
    const input = Object.values(draft.input).join()
    const next: Drawn = { layers: examination.layers, groups, positions, input }
    const same = isSameDrawing(next)
    drawn = next
    if (same) {
      part.refresh()
      return
    }
    structure.value = structureOf(examination, groups)
    const key = structureKey(structure.value)
    place()
    part.draw()
    if (key === current) return
    current = key
    void arrange(structure.value, key)
  }

  const stops: (() => void)[] = []
  onMounted(() => {
    warmUp()
    stops.push(
      watch([() => store.examination, () => store.document], update, { immediate: true }),
      watch([flow.viewport, flow.dimensions], part.follow, { deep: true }),
      watch(() => [flow.dimensions.value.width, flow.dimensions.value.height], refit),
      watch(() => store.selected, part.mark),
    )
  })
  onBeforeUnmount(() => stops.forEach((stop) => stop()))

  return { structure, places, settled, showAll, reveal, hold: (): void => void (moved = true) }
}
