import { traitsOf } from '@shared/layers'
import type { MapShape } from '@shared/layers/definition'
import type { ResolvedLayer, ResolvedModel } from '@shared/model/resolve'

/** Where a map that is laid out as a vector ends. */
export interface FlattenOrder {
  /** Dense layers whose inputs are a map that a file lays out with the channels first. */
  readonly rows: ReadonlyMap<string, MapShape>
  /** Layers whose vector must keep our order in a file too, the channels last. */
  readonly kept: ReadonlySet<string>
}

/** Whether a layer has a constant for each unit, whose order then matters. */
const hasConstants = ({ layer }: ResolvedLayer): boolean =>
  'offset' in layer && [layer.scale, layer.offset].some(Array.isArray)

/** Whether a layer's values are those of its input, each by itself and all alike. */
const handsOn = (resolved: ResolvedLayer): boolean => {
  const { keeps, merges } = traitsOf(resolved.layer)
  const isAlike = resolved.weights.length === 0 && !hasConstants(resolved)
  return keeps === 'units' && merges === null && isAlike
}

/**
 * A vector has the channels of its map last here, and first in tools that keep the channels first.
 * The rows of the dense layers that read it make up for that. Where something else reads it, or
 * nothing, a file has to turn the map before it is laid out.
 */
export function flattenOrder(model: ResolvedModel): FlattenOrder {
  const rows = new Map<string, MapShape>()
  const kept = new Set<string>()
  const readers = (id: string): ResolvedLayer[] =>
    model.layers.filter(({ inputs }) => inputs.includes(id))
  /** The dense layers at the end of all paths; undefined if a path ends elsewhere. */
  const ends = (id: string): string[] | undefined => {
    const found = readers(id).map((reader) => {
      if (traitsOf(reader.layer).width === 'units') return [reader.layer.id]
      return handsOn(reader) ? ends(reader.layer.id) : undefined
    })
    return found.length === 0 || found.includes(undefined)
      ? undefined
      : found.flatMap((each) => each ?? [])
  }
  for (const { layer, inputShapes } of model.layers) {
    const [map] = inputShapes
    if (traitsOf(layer).keeps !== 'values' || map?.length !== 3) continue
    const [height = 1, width = 1, channels = 1] = map
    // One channel, or one place, has one order only.
    if (height * width === 1 || channels === 1) continue
    const dense = ends(layer.id)
    if (dense) for (const id of dense) rows.set(id, [height, width, channels])
    else kept.add(layer.id)
  }
  return { rows, kept }
}

/** Vectors that a tool with the channels first lays out in another order, and the map of each. */
export function mapVectors(model: ResolvedModel): ReadonlyMap<string, MapShape> {
  const { kept } = flattenOrder(model)
  const vectors = new Map<string, MapShape>()
  for (const { layer, inputs, inputShapes } of model.layers) {
    const [height = 1, width = 1, channels = 1] = inputShapes[0] ?? []
    const { keeps, width: filters } = traitsOf(layer)
    const before = vectors.get(inputs[0] ?? '')
    if (keeps === 'values' && inputShapes[0]?.length === 3 && !kept.has(layer.id))
      vectors.set(layer.id, [height, width, channels])
    else if (before && filters !== 'units') vectors.set(layer.id, before)
  }
  return vectors
}
