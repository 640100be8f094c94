import type { ModelDocument } from './kept'

interface Named {
  readonly document: ModelDocument
  readonly selected: readonly string[]
}

/**
 * Groups, hand-made places and the selection follow a layer that an edit has renamed where it
 * stands.
 */
export function renamed(
  { document, selected }: Named,
  before: readonly string[],
  after: readonly string[],
): Named {
  const changed = before.flatMap((key, index) => (key === after[index] ? [] : [index]))
  const [index] = changed
  const [from, to] = [before[index ?? -1], after[index ?? -1]]
  if (
    before.length !== after.length ||
    changed.length !== 1 ||
    from === undefined ||
    to === undefined
  )
    return { document, selected }
  const follow = (key: string): string => (key === from ? to : key)
  return {
    document: {
      ...document,
      groups: document.groups.map((group) =>
        group.layers.includes(from) ? { ...group, layers: group.layers.map(follow) } : group,
      ),
      positions: Object.fromEntries(
        Object.entries(document.positions).map(([key, point]) => [follow(key), point]),
      ),
    },
    selected: selected.map(follow),
  }
}
