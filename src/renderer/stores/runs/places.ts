/** The number of each shown thing, by which it has its colour. */
export type Places = ReadonlyMap<string, number>

/**
 * Gives every id a place of its own. What had one keeps it, so that no colour changes when another
 * run is hidden or deleted; a new one gets the first that is free.
 */
export function keepPlaces(before: Places, ids: readonly string[]): Places {
  const taken = new Set(ids.flatMap((id) => before.get(id) ?? []))
  const free = (): number => {
    let place = 0
    while (taken.has(place)) place++
    taken.add(place)
    return place
  }
  return new Map(ids.map((id) => [id, before.get(id) ?? free()]))
}
