import { computed, type ComputedRef } from 'vue'
import { useInspect } from '@renderer/stores/inspect/inspect'
import { dependencies } from '@renderer/visualisations/field/dependencies'
import type { Region } from '@renderer/visualisations/field/region'

/** What the selected unit depends on, on every layer before it and on the input. */
export function useRegions(): ComputedRef<ReadonlyMap<string, Region> | undefined> {
  const inspect = useInspect()
  return computed(() => {
    const [network, target] = [inspect.network, inspect.target]
    return network && target ? dependencies(network, target.layer, target.unit) : undefined
  })
}
