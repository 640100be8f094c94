import { defineStore } from 'pinia'
import { computed } from 'vue'
import { areaOf, type Cells } from '@shared/math/field/cells'
import { layerFields } from '@shared/model/field/layer-fields'
import { channelField, unitCells, unitField } from '@shared/model/field/unit-field'
import { cellsAhead, cellsBehind, type CellsByLayer } from '@shared/model/field/walk'
import { shapeAt } from '@shared/model/resolve'
import { INPUT_ID } from '@shared/model/spec'
import { useFields } from './fields'

/** The fields that follow from the network's arithmetic alone, without weights or a picture. */
export const useFieldArithmetic = defineStore('field-arithmetic', () => {
  const fields = useFields()
  /** The formula's fields of all layers. */
  const layers = computed(() =>
    fields.network ? layerFields(fields.network) : new Map<never, never>(),
  )
  /**
   * The formula's field of the current layer; null where branches with different strides meet, or
   * of the input itself.
   */
  const layerField = computed(() => layers.value.get(fields.origin?.layer ?? '') ?? null)
  /** The exact field on the input of the current unit, or of its channel's mean. */
  const unit = computed(() => {
    const [model, at] = [fields.network, fields.origin]
    if (
      !model ||
      !at ||
      fields.direction === 'up' ||
      at.layer === INPUT_ID ||
      !shapeAt(model, at.layer)
    )
      return undefined
    return fields.of === 'channel'
      ? channelField(model, at.layer, at.unit.channel)
      : unitField(model, at.layer, at.unit)
  })
  /** Every layer's cells that the unit depends on, or that depend on the cell. */
  const cone = computed((): CellsByLayer => {
    const [model, at] = [fields.network, fields.origin]
    if (!model || !at || !shapeAt(model, at.layer)) return new Map<string, Cells>()
    if (unit.value) return unit.value.behind
    const start = unitCells(
      model,
      at.layer,
      fields.direction === 'up' && at.layer === INPUT_ID
        ? { row: at.unit.row, column: at.unit.column }
        : at.unit,
    )
    return fields.direction === 'up'
      ? cellsAhead(model, at.layer, start)
      : cellsBehind(model, at.layer, start)
  })
  /** Pixels of the cone. */
  const pixels = computed(() => areaOf(cone.value.get(INPUT_ID) ?? []))

  return { layers, layerField, unit, cone, pixels }
})
