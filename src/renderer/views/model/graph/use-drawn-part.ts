import type { useVueFlow } from '@vue-flow/core'
import type { ShallowRef } from 'vue'
import type { ExaminedLayer } from '@shared/model/examine'
import type { Point } from '../document/kept'
import { useModelDocument } from '../document/store'
import { elementsOf, type NodeData, type Structure } from './elements'
import { areaOf, contains, inSight, type Area } from './in-sight'

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

/** Hands Vue Flow the nodes and links of the part of the graph that is near the pane. */
export function useDrawnPart(
  flow: ReturnType<typeof useVueFlow>,
  structure: Readonly<ShallowRef<Structure>>,
  places: Readonly<ShallowRef<ReadonlyMap<string, Point>>>,
) {
  const store = useModelDocument()
  /** The layer that each drawn node was last given. */
  const shownLayers = new Map<string, ExaminedLayer>()
  /** The part of the drawing whose nodes are drawn; undefined: all of it. */
  let drawnArea: Area | undefined

  const pane = (margins = 0): Area =>
    areaOf({ viewport: flow.viewport.value, dimensions: flow.dimensions.value }, margins)

  function draw(): void {
    const { examination, document } = store
    const large = structure.value.nodes.length > ALL
    drawnArea = large ? pane(margin(flow.viewport.value.zoom)) : undefined
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

  /** New nodes for a drawing that was moved further than what is drawn. */
  function follow(): void {
    if (drawnArea && !contains(drawnArea, pane())) draw()
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

  /** Marks the drawn nodes of what is selected now. */
  function mark(ids: readonly string[], before: readonly string[]): void {
    const chosen = new Set(ids)
    for (const id of new Set([...before, ...ids])) {
      const node = flow.findNode(id)
      if (node && node.selected !== chosen.has(id)) node.selected = chosen.has(id)
    }
  }

  return { draw, follow, refresh, mark }
}
