import type { NodeChange, NodeDragEvent, useVueFlow } from '@vue-flow/core'
import { nextTick, type Ref, type ShallowRef } from 'vue'
import { isLayerKind } from '@shared/layers'
import { useNetworkActions } from '../actions'
import type { Point } from '../document/kept'
import { useModelDocument } from '../document/store'
import type { NodeData } from './elements'

interface Graph {
  readonly places: Readonly<ShallowRef<ReadonlyMap<string, Point>>>
  /** The link that Delete would cut. */
  readonly link: Ref<string | undefined>
}

/** The graph by the pointer: selecting, dragging, and dropping new layers. */
export function useGraphPointer(flow: ReturnType<typeof useVueFlow>, { places, link }: Graph) {
  const store = useModelDocument()
  const actions = useNetworkActions()

  function takeSelection(changes: readonly NodeChange[]): void {
    if (!changes.some(({ type }) => type === 'select')) return
    void nextTick(() => {
      // What is selected outside of the drawn part stays so where the pointer adds to the selection.
      const far = flow.multiSelectionActive.value
        ? store.selected.filter((id) => !flow.findNode(id))
        : []
      const near = flow.getSelectedNodes.value.map(({ id }) => id)
      const now = [...far, ...near.filter((id) => !id.startsWith('group:'))]
      store.select([
        ...store.selected.filter((id) => now.includes(id)),
        ...now.filter((id) => !store.selected.includes(id)),
      ])
      if (now.length > 0) link.value = undefined
    })
  }

  const shifted = (ids: readonly string[], { x, y }: Point): Record<string, Point> =>
    Object.fromEntries(
      ids.flatMap((id) => {
        const at = places.value.get(id)
        return at ? [[id, { x: at.x + x, y: at.y + y }] as const] : []
      }),
    )

  /**
   * Selected layers move together, those that are out of sight too; a frame takes its layers along.
   */
  function dragged({ node, nodes }: NodeDragEvent): void {
    const start = places.value.get(node.id)
    const by = start && { x: node.position.x - start.x, y: node.position.y - start.y }
    const along = store.selected.includes(node.id)
      ? store.selected.filter((id) => !flow.findNode(id))
      : []
    const moved = by ? shifted(along, by) : {}
    for (const { id, data, position } of nodes as readonly {
      id: string
      data: NodeData
      position: Point
    }[]) {
      if (data.kind === 'frame')
        Object.assign(
          moved,
          shifted(data.group.layers, { x: position.x - data.left, y: position.y - data.top }),
        )
      else moved[id] = { x: position.x, y: position.y }
    }
    store.place(moved)
  }

  /** A layer of the palette: into the link or behind the layer that it is dropped on. */
  function drop(event: DragEvent): void {
    const kind = event.dataTransfer?.getData('application/x-convscope-layer') ?? ''
    if (!isLayerKind(kind)) return
    event.preventDefault()
    const target = event.target instanceof Element ? event.target : null
    const onLink = target?.closest('.vue-flow__edge')?.getAttribute('data-id')?.split('>')
    const onLayer = target?.closest('[data-node]')?.getAttribute('data-node')
    if (onLink?.[0] && onLink[1]) actions.add(kind, { from: onLink[0], to: onLink[1] })
    else actions.add(kind, onLayer ? { after: onLayer } : undefined)
  }

  return { takeSelection, dragged, drop }
}
