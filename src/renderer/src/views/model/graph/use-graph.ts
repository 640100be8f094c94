import { type useVueFlow } from '@vue-flow/core'
import { nextTick, onBeforeUnmount, onMounted, shallowRef, watch } from 'vue'
import type { ExaminedLayer } from '@shared/model/examine'
import { useMessages } from '@renderer/stores/messages'
import type { ModelDocument, Point } from '../document/kept'
import { useModelDocument } from '../document/store'
import { elementsOf, structureKey, structureOf, type NodeData, type Structure } from './elements'
import { layout, NODE } from './layout'

/** Below this zoom names can't be read. */
const READABLE = 0.42
const START = 0.75

/** Keeps the drawn graph in step with the document: its nodes and links, where they stand, and what is selected. */
export function useGraph(flow: ReturnType<typeof useVueFlow>) {
  const store = useModelDocument()
  const arranged = shallowRef<Readonly<Record<string, Point>>>({})
  const structure = shallowRef<Structure>({ nodes: [], links: [] })
  /** Says that every node stands where the arrangement has put it. */
  const settled = shallowRef(false)
  let current = ''
  /** The layer that each node was last given. */
  const shownLayers = new Map<string, ExaminedLayer>()
  /** Which opened network the window was last fitted to. */
  let shown = -1
  /** Who has moved the drawing keeps it where it is. */
  let moved = false

  async function arrange(next: Structure, key: string): Promise<void> {
    settled.value = false
    const places = await useMessages().attempt(() => layout(next.nodes, next.links))
    if (!places || current !== key) return
    arranged.value = places
    draw()
    await nextTick()
    if (shown !== store.opened) moved = false
    shown = store.opened
    if (!moved) showFirst()
    settled.value = true
  }

  function draw(): void {
    const { examination, document } = store
    const { nodes, edges } = elementsOf(examination, document.groups, { ...arranged.value, ...document.positions }, structure.value)
    const chosen = new Set(store.selected)
    flow.setNodes(nodes.map((node) => ({ ...node, selected: chosen.has(node.id) })))
    flow.setEdges(edges)
    shownLayers.clear()
    for (const layer of examination.layers) shownLayers.set(layer.key, layer)
  }

  /** What the drawing shows beside the layers themselves. */
  let drawn: { readonly groups: ModelDocument['groups']; readonly positions: ModelDocument['positions']; readonly input: string } | undefined

  function update(): void {
    const next = structureOf(store.examination, store.document.groups)
    const key = structureKey(next)
    const { groups, positions, draft } = store.document
    const input = Object.values(draft.input).join()
    // A large graph takes long to be drawn as a whole; most edits change what some nodes say, and nothing else.
    const known = key === current && drawn && drawn.groups === groups && drawn.positions === positions && drawn.input === input && !groups.some(({ folded }) => folded)
    if (known) {
      refresh()
      return
    }
    structure.value = next
    drawn = { groups, positions, input }
    draw()
    if (key === current) return
    current = key
    void arrange(structure.value, key)
  }

  /** Hands the nodes of changed layers what they now say. */
  function refresh(): void {
    for (const layer of store.examination.layers) {
      if (shownLayers.get(layer.key) === layer) continue
      shownLayers.set(layer.key, layer)
      const node = flow.findNode(layer.key)
      if (node) node.data = { kind: 'layer', layer } satisfies NodeData
    }
  }

  const showAll = (): void => void flow.fitView({ padding: 0.04, maxZoom: 1.15 })

  /** Another network: all of it where that can be read, else its beginning. */
  function showFirst(): void {
    const bounds = { bottom: Math.max(0, ...Object.values(arranged.value).map(({ y }) => y + NODE.height)) }
    const { width, height } = flow.dimensions.value
    const input = flow.findNode('input')
    if (!input || height / (bounds.bottom + 1) > READABLE) return showAll()
    void flow.setViewport({ x: width / 2 - (input.position.x + NODE.width / 2) * START, y: 16, zoom: START })
  }

  /** Moves the drawing only where the layer is out of sight. */
  function reveal(id: string): void {
    const node = flow.findNode(id)
    if (!node) return
    const { x, y, zoom } = flow.viewport.value
    const { width, height } = flow.dimensions.value
    const [left, top] = [node.position.x * zoom + x, node.position.y * zoom + y]
    const inside = left >= 0 && top >= 0 && left + NODE.width * zoom <= width && top + NODE.height * zoom <= height
    if (!inside) void flow.setCenter(node.position.x + NODE.width / 2, node.position.y + NODE.height / 2, { zoom, duration: 0 })
  }

  onMounted(() => watchAll())
  const stops: (() => void)[] = []
  function watchAll(): void {
    stops.push(watch([() => store.examination, () => store.document], update, { immediate: true }))
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

  return { structure, settled, showAll, reveal, hold: (): void => void (moved = true) }
}
