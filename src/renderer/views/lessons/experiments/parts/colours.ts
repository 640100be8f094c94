import { computed, type ComputedRef } from 'vue'
import { useSettings } from '@renderer/stores/settings'
import type { ColourScale } from '@renderer/visualisations/colour/scale'
import {
  divergingTable,
  sequentialTable,
  type Sequential,
} from '@renderer/visualisations/colour/tables'
import { rangeOf } from '@renderer/visualisations/grid/values'

/**
 * Colours of a grid's numbers: around zero as soon as one is negative, else from the lowest to the
 * highest.
 */
export function useSheetScale(
  data: () => Float32Array,
  sequential?: Sequential,
): ComputedRef<ColourScale> {
  const settings = useSettings()
  // By identity: what else a state holds changes sixty times a second while the window plays.
  const numbers = computed(data)
  return computed(() => {
    const range = rangeOf(numbers.value)
    const signed = range.min < 0
    const low = Math.min(0, range.min)
    return {
      range: { min: low, max: Math.max(range.max, low + 1e-30) },
      table: signed
        ? divergingTable(settings.theme)
        : sequentialTable(sequential ?? settings.settings.colourMap),
      gamma: 1,
      signed,
    }
  })
}
