import { traitsOf } from '../../layers'
import { extentOf } from '../../math/field/cells'
import type { Pair } from '../../math/geometry'
import { layerAt, type ResolvedModel } from '../resolve'

/**
 * The middle of a layer: a place of its map and the units there, one for each channel; for a
 * flattened map, the units of that place.
 */
export interface Centre {
  /** Row and column on the map; of a vector that sums over a map 0, 0. */
  readonly place: Pair
  /** Units in all, and the n-th of them as row, column and channel of the layer's output. */
  readonly count: number
  readonly unit: (n: number) => readonly [row: number, column: number, channel: number]
}

/** The middle of a layer of the network. */
export function centreOf(model: ResolvedModel, layer: string): Centre {
  const resolved = layerAt(model, layer)
  const [height, width, channels] = extentOf(resolved?.outputShape ?? [1])
  const [input = [1]] = resolved?.inputShapes ?? []
  const keeps = resolved?.inputs.length === 1 ? traitsOf(resolved.layer).keeps : null
  if (keeps === 'values' && input.length === 3) {
    const [rows, columns, depth] = extentOf(input)
    const place: Pair = [Math.floor(rows / 2), Math.floor(columns / 2)]
    return { place, count: depth, unit: (n) => [0, 0, (place[0] * columns + place[1]) * depth + n] }
  }
  if (resolved && input.length === 1 && keeps === 'units')
    return centreOf(model, resolved.inputs[0] ?? '')
  const place: Pair = [Math.floor(height / 2), Math.floor(width / 2)]
  return { place, count: channels, unit: (n) => [...place, n] }
}
