import type { ResolvedModel } from '@shared/model/resolve'
import { INPUT_ID } from '@shared/model/spec'
import type { Unit } from '@renderer/stores/inspect-units'
import { joinRegions, type Region } from './region'
import { stepBack } from './step-back'

/**
 * Everything that a unit depends on: for each layer before it, and for the network's input (`input`), the smallest
 * box of cells that can change its value. The walk goes back layer by layer with exact windows, so along a chain the
 * box on the input is the unit's receptive field as the summary's formula gives it, overhang into the padding included;
 * where branches meet again their boxes are joined.
 */
export function dependencies(model: ResolvedModel, layer: string, unit: Unit): ReadonlyMap<string, Region> {
  const regions = new Map<string, Region>([
    [layer, { rows: [unit.row, unit.row], columns: [unit.column, unit.column], channels: [unit.channel, unit.channel] }],
  ])
  const last = model.layers.findIndex((resolved) => resolved.layer.id === layer)
  for (const resolved of model.layers.slice(0, last + 1).reverse()) {
    const region = regions.get(resolved.layer.id)
    if (!region) continue
    resolved.inputs.forEach((id, index) => {
      const read = stepBack(resolved, region, index)
      const known = regions.get(id)
      if (read) regions.set(id, known ? joinRegions(known, read) : read)
    })
  }
  regions.delete(layer)
  return regions
}

/** The receptive field among a unit's dependencies: the box on the network's input. */
export const fieldAmong = (regions: ReadonlyMap<string, Region>): Region | null => regions.get(INPUT_ID) ?? null
