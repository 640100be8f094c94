import { areaOf, boxOf, channelsOf, type Cells } from '@shared/math/field/cells'
import { hull } from '@shared/math/field/intervals'
import { unitCells } from '@shared/model/field/unit-field'
import { cellsBehind } from '@shared/model/field/walk'
import type { ResolvedModel } from '@shared/model/resolve'
import { INPUT_ID } from '@shared/model/spec'
import type { Unit } from '@renderer/maps/units'
import type { Region } from './region'

/** The smallest region around cells; null around none. */
export function regionOf(cells: Cells): Region | null {
  const [box, channels] = [boxOf(areaOf(cells)), hull(channelsOf(cells))]
  return box && channels ? { ...box, channels } : null
}

/**
 * Everything that a unit depends on: for each layer before it, and for the network's input
 * (`input`), the smallest box of cells that can change its value. Along a chain the box on the
 * input is the unit's receptive field as the summary's formula gives it, overhang into the padding
 * included; where branches meet again their boxes are joined.
 */
export function dependencies(
  model: ResolvedModel,
  layer: string,
  unit: Unit,
): ReadonlyMap<string, Region> {
  const behind = cellsBehind(model, layer, unitCells(model, layer, unit), { padding: true })
  const regions = [...behind].flatMap(([id, cells]): [string, Region][] => {
    const region = id === layer ? null : regionOf(cells)
    return region ? [[id, region]] : []
  })
  return new Map(regions)
}

/** The receptive field among a unit's dependencies: the box on the network's input. */
export const fieldAmong = (regions: ReadonlyMap<string, Region>): Region | null =>
  regions.get(INPUT_ID) ?? null
