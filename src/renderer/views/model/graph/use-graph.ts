import { type useVueFlow } from '@vue-flow/core'
import { nextTick, onBeforeUnmount, onMounted, shallowRef, watch } from 'vue'
import type { ExaminedLayer } from '@shared/model/examine'
import { INPUT_ID } from '@shared/model/spec'
import { useMessages } from '@renderer/stores/messages'
import type { ModelDocument, Point } from '../document/kept'
import { useModelDocument } from '../document/store'
import {
  elementsOf,
  placesOf,
  sameStructure,
  structureKey,
  structureOf,
  type NodeData,
  type Structure,
} from './elements'
import { areaOf, contains, extentOf, inSight, type Area } from './in-sight'
import { layout, NODE, warmUp } from './layout'

/** Below this zoom names can't be read. */
const READABLE = 0.42
const START = 0.75
const LARGEST = 1.15
export const SMALLEST = 0.05
/**
 * Of a graph with more nodes only those near the pane are handed to Vue Flow: each costs some
 * milliseconds, seen or not.
 */
const ALL = 120
/**
 * How far beyond the pane nodes are drawn, in panes: so far it can be moved without new ones. From
 * afar a pane holds many.
 */
const margin = (zoom: number): number => (zoom < 0.2 ? 0.1 : 0.6)

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
  let current = ''
  /** The layer that each drawn node was last given. */
  const shownLayers = new Map<string, ExaminedLayer>()
  /** The part of the drawing whose nodes are drawn; undefined: all of it. */
  let drawnArea: Area | undefined
  /** Which opened network the window was last fitted to. */
  let shown = -1
  /** Who has moved the drawing keeps it where it is. */
  let moved = false

  async function arrange(next: Structure, key: string): Promise<void> {
    settled.value = false
    const found = await useMessages().attempt(() => layout(next.nodes, next.links))
    if (!found || current !== key) return
    arranged.value = found
    place()
    if (shown !== store.opened) moved = false
    shown = store.opened
    if (!moved) showFirst()
    draw()
    await nextTick()
    settled.value = true
  }

  const place = (): void =>
    void (places.value = placesOf(structure.value, {
      ...arranged.value,
      ...store.document.positions,
    }))

  function draw(): void {
    const { examination, document } = store
    const large = structure.value.nodes.length > ALL
    drawnArea = large
      ? areaOf(
          { viewport: flow.viewport.value, dimensions: flow.dimensions.value },
          margin(flow.viewport.value.zoom),
        )
      : undefined
    const wanted = drawnArea && inSight(structure.value, places.value, drawnArea)
    const { nodes, edges } = elementsOf(
      examination,
      document.groups,
      places.value,
      structure.value,
      wanted,
    )
    const chosen = new Set(store.selected)
    flow.setNodes(nodes.map((node) => ({ ...node, selected: chosen.has(node.id) })))
    flow.setEdges(edges)
    shownLayers.clear()
    for (const layer of examination.layers)
      if (wanted?.has(layer.key) ?? true) shownLayers.set(layer.key, layer)
  }

  /** A pane of another size shows the drawing anew, unless somebody has moved it. */
  function refit(): void {
    if (settled.value && !moved && shown === store.opened) showFirst()
  }

  /** New nodes for a drawing that was moved further than what is drawn. */
  function follow(): void {
    if (
      drawnArea &&
      !contains(
        drawnArea,
        areaOf({ viewport: flow.viewport.value, dimensions: flow.dimensions.value }),
      )
    )
      draw()
  }

  /** What the drawing shows beside the layers themselves. */
  let drawn:
    | {
        readonly layers: readonly ExaminedLayer[]
        readonly groups: ModelDocument['groups']
        readonly positions: ModelDocument['positions']
        readonly input: string
      }
    | undefined

  function update(): void {
    const { examination } = store
    const { groups, positions, draft } = store.document
    const input = Object.values(draft.input).join()
    // Most edits change what some nodes say, and nothing else.
    const known =
      drawn?.groups === groups &&
      drawn.positions === positions &&
      drawn.input === input &&
      !groups.some(({ folded }) => folded) &&
      sameStructure(drawn.layers, examination.layers)
    drawn = { layers: examination.layers, groups, positions, input }
    if (known) {
      refresh()
      return
    }
    structure.value = structureOf(examination, groups)
    const key = structureKey(structure.value)
    place()
    draw()
    if (key === current) return
    current = key
    void arrange(structure.value, key)
  }

  /** Hands the drawn nodes of changed layers what they now say. */
  function refresh(): void {
    for (const layer of store.examination.layers) {
      const before = shownLayers.get(layer.key)
      if (before === undefined || before === layer) continue
      shownLayers.set(layer.key, layer)
      const node = flow.findNode(layer.key)
      if (node) node.data = { kind: 'layer', layer } satisfies NodeData
    }
  }

  /** All of the drawing, in the middle of the pane. */
  function showAll(): void {
    const { left, top, right, bottom } = extentOf(places.value)
    const { width, height } = flow.dimensions.value
    const zoom = Math.max(
      SMALLEST,
      Math.min(LARGEST, width / ((right - left) * 1.08), height / ((bottom - top) * 1.08)),
    )
    // What is too tall even so is shown from its beginning.
    const above = Math.max(8, (height - (bottom - top) * zoom) / 2)
    void flow.setViewport({ x: (width - (left + right) * zoom) / 2, y: above - top * zoom, zoom })
  }

  /** Another network: all of it where that can be read, else its beginning. */
  function showFirst(): void {
    const { top, bottom } = extentOf(places.value)
    const { width, height } = flow.dimensions.value
    const input = places.value.get(INPUT_ID)
    if (!input || height / (bottom - top + 1) > READABLE) return showAll()
    void flow.setViewport({
      x: width / 2 - (input.x + NODE.width / 2) * START,
      y: 16 - input.y * START,
      zoom: START,
    })
  }

  /** Moves the drawing only where the layer is out of sight. */
  function reveal(id: string): void {
    const at = places.value.get(id)
    if (!at) return
    const { x, y, zoom } = flow.viewport.value
    const { width, height } = flow.dimensions.value
    const [left, top] = [at.x * zoom + x, at.y * zoom + y]
    const inside =
      left >= 0 &&
      top >= 0 &&
      left + NODE.width * zoom <= width &&
      top + NODE.height * zoom <= height
    if (!inside)
      void flow.setCenter(at.x + NODE.width / 2, at.y + NODE.height / 2, { zoom, duration: 0 })
  }

  onMounted(() => {
    warmUp()
    watchAll()
  })
  const stops: (() => void)[] = []
  function watchAll(): void {
    stops.push(watch([() => store.examination, () => store.document], update, { immediate: true }))
    stops.push(watch([flow.viewport, flow.dimensions], follow, { deep: true }))
    stops.push(watch(() => [flow.dimensions.value.width, flow.dimensions.value.height], refit))
    stops.push(
      watch(
        () => store.selected,
        (ids, before) => {
          const chosen = new Set(ids)
          for (const id of new Set([...before, ...ids])) {
            const node = flow.findNode(id)
            if (node && node.selected !== chosen.has(id)) node.selected = chosen.has(id)
          }
        },
      ),
    )
  }
  onBeforeUnmount(() => stops.forEach((stop) => stop()))

  return { structure, places, settled, showAll, reveal, hold: (): void => void (moved = true) }
}
