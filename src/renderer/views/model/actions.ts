import type { LayerKind } from '@shared/layers'
import {
  apart,
  connect,
  copyLayers,
  disconnect,
  insertAfter,
  insertBetween,
  layerKeys,
  layersFromText,
  newLayer,
  pasteLayers,
  removeLayers,
} from '@shared/model/edit'
import { INPUT_ID } from '@shared/model/spec'
import { AppError } from '@shared/errors'
import { useMessages } from '@renderer/stores/messages'
import { groupNode } from './document/kept'
import { useModelDocument } from './document/store'
import { useSetup } from './setup'

/**
 * What can be done to the network, from the graph, the table or a key. What can't be done becomes a
 * message.
 */
export function useNetworkActions() {
  const store = useModelDocument()
  const messages = useMessages()

  function attempt(work: () => void): void {
    try {
      work()
    } catch (error) {
      messages.fail(AppError.from(error))
    }
  }

  /** The selected layers; a folded group stands for those in it. */
  const chosen = (): readonly string[] =>
    store.selected.flatMap(
      (key) => store.document.groups.find(({ id }) => groupNode(id) === key)?.layers ?? key,
    )

  /** Where something new goes: behind the selection, or at the end. */
  const place = (): string => chosen().at(-1) ?? layerKeys(store.draft.layers).at(-1) ?? INPUT_ID

  function add(
    kind: LayerKind,
    where?: { readonly after: string } | { readonly from: string; readonly to: string },
  ): string {
    const layer = newLayer(store.draft, kind)
    attempt(() => {
      if (where && 'from' in where)
        store.edit((draft) => insertBetween(draft, layer, where.from, where.to))
      else
        store.edit((draft) => insertAfter(draft, layer, where?.after ?? place(), useSetup().branch))
      store.select([layer.id])
    })
    return layer.id
  }

  function remove(ids: readonly string[] = chosen()): void {
    const layers = ids.filter((id) => id !== INPUT_ID)
    const index = layerKeys(store.draft.layers).indexOf(layers[0] ?? '')
    if (layers.length === 0) return
    store.edit((draft) => removeLayers(draft, layers))
    const keys = layerKeys(store.draft.layers)
    const next = keys[Math.min(Math.max(index, 0), keys.length - 1)]
    store.select(next === undefined ? [] : [next])
  }

  /** The layers as text for a clipboard; undefined where none is selected. */
  function copied(): string | undefined {
    const layers = copyLayers(apart(store.draft), chosen())
    return layers.length > 0 ? JSON.stringify({ layers }, null, 2) : undefined
  }

  function copy(): void {
    const text = copied()
    if (text !== undefined) void messages.attempt(() => navigator.clipboard.writeText(text))
  }

  /** Takes layers from a clipboard's text; false where it holds something else. */
  function paste(text: string): boolean {
    const layers = layersFromText(text)
    if (!layers) return false
    attempt(() => {
      let added: readonly string[] = []
      store.edit((draft) => {
        const result = pasteLayers(draft, layers, place())
        added = result.ids
        return result.draft
      })
      store.select(added)
    })
    return true
  }

  function duplicate(): void {
    const text = copied()
    if (text !== undefined) paste(text)
  }

  return {
    add,
    remove,
    copied,
    copy,
    paste,
    duplicate,
    chosen,
    connect: (from: string, to: string): void =>
      attempt(() => store.edit((draft) => connect(draft, from, to))),
    disconnect: (from: string, to: string): void =>
      attempt(() => store.edit((draft) => disconnect(draft, from, to))),
    attempt,
  }
}
