import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { areaOf, type Cells } from '@shared/math/field/cells'
import { middleOf } from '@shared/math/unit'
import { layerFields } from '@shared/model/field/layer-fields'
import { channelField, unitCells, unitField } from '@shared/model/field/unit-field'
import { cellsAhead, cellsBehind, type CellsByLayer } from '@shared/model/field/walk'
import { lastMap, shapeAt, type ResolvedModel } from '@shared/model/resolve'
import { INPUT_ID } from '@shared/model/spec'
import { useInspectedModel } from '../inspect/model'
import { clampUnit, mapsOf, type Target } from '@renderer/maps/units'

/** From a unit down to the pixels that it sees, or from a cell up to the units that see it. */
export type Direction = 'down' | 'up'

/**
 * Fields: whose field is looked at, in which direction, and what follows by arithmetic alone. The
 * model and the picture are Inspect's.
 */
export const useFields = defineStore('fields', () => {
  const inspected = useInspectedModel()
  const direction = ref<Direction>('down')
  const origin = shallowRef<Target>()
  const pinned = ref(false)
  /** Whether it is the unit's field, or that of its whole channel's mean. */
  const of = ref<'unit' | 'channel'>('unit')
  const network = computed(() => inspected.network)
  /** Asked for before its network was there. */
  let wanted: string | undefined

  /** Another model keeps the layer and the unit where it can. */
  function settle(model: ResolvedModel | undefined): void {
    if (!model) return
    const asked = wanted
    wanted = undefined
    if (asked !== undefined && shapeAt(model, asked)) return selectLayer(asked)
    const shape = origin.value && shapeAt(model, origin.value.layer)
    if (origin.value && shape)
      origin.value = {
        layer: origin.value.layer,
        unit: clampUnit(mapsOf(shape), origin.value.unit),
      }
    else {
      const layer = lastMap(model)
      origin.value = { layer, unit: middleOf(shapeAt(model, layer) ?? [1]) }
    }
  }
  watch(network, settle, { immediate: true })

  /** Looks down from this layer of the network that is about to come. */
  function lookAt(layer: string): void {
    direction.value = 'down'
    wanted = layer
  }

  function select(next: Target): void {
    const shape = network.value && shapeAt(network.value, next.layer)
    if (shape) origin.value = { layer: next.layer, unit: clampUnit(mapsOf(shape), next.unit) }
  }

  /** Another layer, and there the unit in the middle of it. */
  function selectLayer(layer: string): void {
    const shape = network.value && shapeAt(network.value, layer)
    if (shape)
      select({ layer, unit: { ...middleOf(shape), channel: origin.value?.unit.channel ?? 0 } })
  }

  function turn(next: Direction): void {
    direction.value = next
    if (!network.value) return
    if (next === 'up') selectLayer(INPUT_ID)
    else if (origin.value?.layer === INPUT_ID) selectLayer(lastMap(network.value))
  }

  const fields = computed(() =>
    network.value ? layerFields(network.value) : new Map<never, never>(),
  )
  /**
   * The formula's field of the layer at hand; null where branches with different strides meet, or
   * of the input itself.
   */
  const layerField = computed(() => fields.value.get(origin.value?.layer ?? '') ?? null)
  /** The exact field on the input of the unit at hand, or of its channel's mean. */
  const unit = computed(() => {
    const [model, at] = [network.value, origin.value]
    if (
      !model ||
      !at ||
      direction.value === 'up' ||
      at.layer === INPUT_ID ||
      !shapeAt(model, at.layer)
    )
      return undefined
    return of.value === 'channel'
      ? channelField(model, at.layer, at.unit.channel)
      : unitField(model, at.layer, at.unit)
  })
  /** Every layer's cells that the unit depends on, or that depend on the cell. */
  const cone = computed((): CellsByLayer => {
    const [model, at] = [network.value, origin.value]
    if (!model || !at || !shapeAt(model, at.layer)) return new Map<string, Cells>()
    if (unit.value) return unit.value.behind
    const start = unitCells(
      model,
      at.layer,
      direction.value === 'up' && at.layer === INPUT_ID
        ? { row: at.unit.row, column: at.unit.column }
        : at.unit,
    )
    return direction.value === 'up'
      ? cellsAhead(model, at.layer, start)
      : cellsBehind(model, at.layer, start)
  })
  /** Pixels of the cone. */
  const pixels = computed(() => areaOf(cone.value.get(INPUT_ID) ?? []))

  return {
    direction,
    origin,
    pinned,
    of,
    network,
    fields,
    layerField,
    unit,
    cone,
    pixels,
    select,
    selectLayer,
    lookAt,
    turn,
  }
})
