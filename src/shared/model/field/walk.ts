import { traitsOf } from '../../layers'
import { clipCells, extentOf, joinCells, type Cells } from '../../math/field/cells'
import type { Connection } from '../../math/field/connections'
import { shapeAt, type ResolvedLayer, type ResolvedModel } from '../resolve'

/**
 * Cells by layer id, the network's input among them as `input`; layers without any are left out.
 */
export type CellsByLayer = ReadonlyMap<string, Cells>

const connectionsOf = ({ layer, inputShapes }: ResolvedLayer): readonly Connection[] =>
  traitsOf(layer).connections(layer, inputShapes)

export interface BackOptions {
  /**
   * Whether cells in the padding are left out at every layer: the remaining cells of the input are
   * then exactly those that can change the units. With padding the boxes are those of the closed
   * form, overhang included.
   * @default false
   */
  readonly padding?: boolean
}

/**
 * Every cell of every earlier layer that some units of a layer depend on: the cone from the units
 * down to the pixels.
 * @param layer where the units are; `input` is allowed, and depends on nothing
 * @returns the units themselves included
 */
export function cellsBehind(
  model: ResolvedModel,
  layer: string,
  units: Cells,
  { padding = false }: BackOptions = {},
): CellsByLayer {
  const behind = new Map<string, Cells>([[layer, units]])
  const last = model.layers.findIndex((resolved) => resolved.layer.id === layer)
  for (let i = last; i >= 0; i -= 1) {
    const resolved = model.layers[i] as ResolvedLayer
    const wanted = behind.get(resolved.layer.id)
    if (!wanted) continue
    const connections = connectionsOf(resolved)
    resolved.inputs.forEach((id, k) => {
      const read = connections[k]?.back(wanted) ?? []
      const kept = padding ? read : clipCells(read, extentOf(resolved.inputShapes[k] ?? []))
      const known = behind.get(id)
      if (kept.length > 0) behind.set(id, known ? joinCells([known, kept]) : kept)
    })
  }
  return behind
}

/**
 * Every unit of every later layer that sees some cells: the cone from a pixel up.
 * @param from the layer that the cells are of; `input` for pixels
 * @returns the cells themselves included
 */
export function cellsAhead(model: ResolvedModel, from: string, seen: Cells): CellsByLayer {
  const ahead = new Map<string, Cells>([
    [from, clipCells(seen, extentOf(shapeAt(model, from) ?? []))],
  ])
  const start = model.layers.findIndex((resolved) => resolved.layer.id === from)
  for (const resolved of model.layers.slice(start + 1)) {
    const connections = connectionsOf(resolved)
    const reached = resolved.inputs.flatMap((id, k) => {
      const cells = ahead.get(id)
      return cells ? [connections[k]?.ahead(cells) ?? []] : []
    })
    const kept = clipCells(joinCells(reached), extentOf(resolved.outputShape))
    if (kept.length > 0) ahead.set(resolved.layer.id, kept)
  }
  return ahead
}
