import type { Recipe } from './recipe'

/** What a recipe has at a place, as JSON; undefined where it has no such place. */
export type RecipeValue = string | number | boolean | null | undefined

/** A place in which recipes are not all alike, and what each of them has there. */
export interface RecipeDifference {
  /** `learningRate`, `optimizer.momentum`, `model.layers.conv1.channels`. */
  readonly path: string
  readonly values: readonly RecipeValue[]
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Lists of things with ids, such as layers, go by these and not by their places. */
const idsOf = (list: readonly unknown[]): readonly string[] | undefined => {
  const ids = list.map((item) => (isObject(item) ? item.id : undefined))
  return list.length > 0 && ids.every((id) => typeof id === 'string') ? ids : undefined
}

function collect(value: unknown, path: string, into: Map<string, RecipeValue>): void {
  const inside = (key: string): string => (path === '' ? key : `${path}.${key}`)
  if (Array.isArray(value)) {
    const ids = idsOf(value)
    if (!ids) into.set(path, JSON.stringify(value))
    else ids.forEach((id, i) => collect(value[i], inside(id), into))
  } else if (isObject(value)) {
    for (const [key, part] of Object.entries(value))
      if (part !== undefined && !(key === 'id' && path !== '')) collect(part, inside(key), into)
  } else into.set(path, value as RecipeValue)
}

/** What a recipe says of where it came from decides nothing of its training. */
const DECIDES_NOTHING = ['lesson']

/**
 * The places in which recipes are not all alike, in the order of the recipes. Every field counts,
 * also one of the network's layers. The name of the lesson that a recipe came from doesn't.
 */
export function recipeDifferences(recipes: readonly Recipe[]): readonly RecipeDifference[] {
  const all = recipes.map((recipe) => {
    const places = new Map<string, RecipeValue>()
    const decisive = Object.entries(recipe).filter(([key]) => !DECIDES_NOTHING.includes(key))
    collect(Object.fromEntries(decisive), '', places)
    return places
  })
  const paths = new Set(all.flatMap((places) => [...places.keys()]))
  return [...paths]
    .map((path) => ({ path, values: all.map((places) => places.get(path)) }))
    .filter(({ values }) => new Set(values).size > 1)
}
