import { intersect, unite, without, type Intervals } from './intervals'

/**
 * A function from integers to sets: every key of a group has the group's value, all other keys have
 * the empty set. Groups never share a key and never have equal values, which makes the form unique.
 * An area is one of these (rows → columns), and the cells of a layer are one more (channels →
 * area).
 */
export type Grouped<V> = readonly { readonly keys: Intervals; readonly value: V }[]

/** The operations on the values. */
export interface Values<V> {
  readonly same: (a: V, b: V) => boolean
  readonly join: (a: V, b: V) => V
}

/**
 * Converts groups without a common key to the unique form: equal values in one group, in the order
 * of their first keys.
 */
function gather<V>(groups: Grouped<V>, { same }: Values<V>): Grouped<V> {
  const gathered: { keys: Intervals; value: V }[] = []
  for (const { keys, value } of groups) {
    if (keys.length === 0) continue
    const known = gathered.find((group) => same(group.value, value))
    if (known) known.keys = unite([...known.keys, ...keys])
    else gathered.push({ keys, value })
  }
  return gathered.sort((a, b) => (a.keys[0]?.[0] ?? 0) - (b.keys[0]?.[0] ?? 0))
}

/** The union: every key has the union of its values. */
function joinTwo<V>(a: Grouped<V>, b: Grouped<V>, values: Values<V>): Grouped<V> {
  const allKeys = (groups: Grouped<V>): Intervals => unite(groups.flatMap(({ keys }) => keys))
  const [ofA, ofB] = [allKeys(a), allKeys(b)]
  const alone = (groups: Grouped<V>, other: Intervals): Grouped<V> =>
    groups.map(({ keys, value }) => ({ keys: without(keys, other), value }))
  const both = a.flatMap((left) =>
    b.map((right) => {
      const keys = intersect(left.keys, right.keys)
      return { keys, value: keys.length > 0 ? values.join(left.value, right.value) : left.value }
    }),
  )
  return gather([...alone(a, ofB), ...alone(b, ofA), ...both], values)
}

/** The union of groups whose keys may overlap. */
export function joinGroups<V>(parts: readonly Grouped<V>[], values: Values<V>): Grouped<V> {
  const [first = [], ...rest] = parts.filter((part) => part.length > 0)
  return rest.reduce((joined, part) => joinTwo(joined, part, values), first)
}

/**
 * Changes keys and value of every group; empty groups are dropped, and overlapping groups are
 * joined.
 */
export const mapGroups = <V, W>(
  groups: Grouped<V>,
  change: (keys: Intervals, value: V) => Grouped<W>,
  values: Values<W>,
): Grouped<W> =>
  joinGroups(
    groups.map(({ keys, value }) => change(keys, value)),
    values,
  )

export const sameGroups = <V>(
  a: Grouped<V>,
  b: Grouped<V>,
  same: (a: V, b: V) => boolean,
  sameKeys: (a: Intervals, b: Intervals) => boolean,
): boolean =>
  a === b ||
  (a.length === b.length &&
    a.every(
      (group, i) =>
        sameKeys(group.keys, b[i]?.keys ?? []) && same(group.value, (b[i] as typeof group).value),
    ))
