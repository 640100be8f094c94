import { computed, type ComputedRef } from 'vue'
import { useInspectedModel } from '@renderer/stores/inspect/model'
import { useSelection } from '@renderer/stores/inspect/selection'
import { dependencies } from '@renderer/visualisations/field/dependencies'
import type { Region } from '@renderer/visualisations/field/region'

/** What the selected unit depends on, on every layer before it and on the input. */
export function useRegions(): ComputedRef<ReadonlyMap<string, Region> | undefined> {
  const inspected = useInspectedModel()
  const selection = useSelection()
  return computed(() => {
    const [network, target] = [inspected.network, selection.target]
    return network && target ? dependencies(network, target.layer, target.unit) : undefined
  })
}
