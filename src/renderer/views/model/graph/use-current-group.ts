import { groupNode, type Group } from '../document/kept'
import { useModelDocument } from '../document/store'
import { useGroups } from './groups'

/** The group that is selected, or that the selected layer is in. */
export function useCurrentGroup() {
  const [store, groups] = [useModelDocument(), useGroups()]

  const currentGroup = (): Group | undefined => {
    const at = store.selected.at(-1)
    return store.document.groups.find(
      ({ id, layers }) => groupNode(id) === at || (at !== undefined && layers.includes(at)),
    )
  }

  /** Opens the selected group if it is folded; folds the group around the selected layer. */
  function fold(): void {
    const group = currentGroup()
    if (!group) return
    groups.changeGroup(group.id, { folded: !group.folded })
    store.select(group.folded ? group.layers.slice(0, 1) : [groupNode(group.id)])
  }

  function ungroup(): void {
    const group = currentGroup()
    if (!group) return
    groups.ungroup(group.id)
    store.select(group.layers)
  }

  return { fold, ungroup }
}
