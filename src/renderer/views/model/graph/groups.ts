import { layerKeys } from '@shared/model/edit'
import { t } from '@renderer/i18n'
import type { Group } from '../document/kept'
import { useModelDocument } from '../document/store'

/** Groups of layers, which the graph can fold. */
export function useGroups() {
  const store = useModelDocument()

  /** Makes a group of these layers and takes them out of the groups that they were in. */
  function group(ids: readonly string[]): void {
    const layers = ids.filter((id) => layerKeys(store.draft.layers).includes(id))
    const { groups } = store.document
    if (layers.length < 2) return
    const taken = new Set(groups.map(({ name }) => name))
    let n = 1
    while (taken.has(t('model.graph.groupName', { n }))) n++
    const rest = groups
      .map((each) => ({ ...each, layers: each.layers.filter((id) => !layers.includes(id)) }))
      .filter((each) => each.layers.length > 1)
    store.group([
      ...rest,
      { id: crypto.randomUUID(), name: t('model.graph.groupName', { n }), layers, folded: false },
    ])
  }

  const changeGroup = (id: string, change: Partial<Group>): void =>
    store.group(
      store.document.groups.map((each) => (each.id === id ? { ...each, ...change } : each)),
    )
  const ungroup = (id: string): void =>
    store.group(store.document.groups.filter((each) => each.id !== id))

  return { group, changeGroup, ungroup }
}
