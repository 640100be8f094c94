import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { middleOf } from '@shared/math/unit'
import { lastMap, shapeAt, type ResolvedModel } from '@shared/model/resolve'
import { INPUT_ID } from '@shared/model/spec'
import { useInspectedModel } from '../inspect/model'
import { clampUnit, mapsOf, type Target } from '@renderer/maps/units'

/** From a unit down to the pixels that it sees, or from a cell up to the units that see it. */
export type Direction = 'down' | 'up'

/** Whose field is looked at, and in which direction. The model and the picture are Inspect's. */
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

  return {
    direction,
    origin,
    pinned,
    of,
    network,
    select,
    selectLayer,
    lookAt,
    turn,
  }
})
