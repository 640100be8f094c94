import { computed } from 'vue'
import { isVector, mapsOf } from '@renderer/maps/units'
import { useExactValues } from '@renderer/stores/inspect/exact-values'
import { usePass } from '@renderer/stores/inspect/pass'
import { useSelection } from '@renderer/stores/inspect/selection'
import { NO_LAYER, useLayerScale } from './scale'

/** The layer of the selected unit, as it is drawn, and the unit's value. */
export function useSelectedLayer() {
  const [passes, selection, exact] = [usePass(), useSelection(), useExactValues()]
  const layer = computed(() => passes.pass?.layers.find(({ id }) => id === selection.target?.layer))
  const size = computed(() => mapsOf(layer.value?.shape ?? [1]))
  const maps = computed(() => layer.value && passes.maps.get(layer.value.id)?.maps)
  return {
    layer,
    size,
    maps,
    /** Whether its units are no maps. */
    vector: computed(() => isVector(size.value)),
    scale: useLayerScale(
      () => layer.value ?? NO_LAYER,
      () => maps.value,
    ),
    /** Its exact values, where they have come. */
    values: computed(() => layer.value && exact.values.get(layer.value.id)),
    value: computed(() => selection.target && exact.valueAt(selection.target)),
  }
}
