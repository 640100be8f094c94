import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, shallowRef } from 'vue'
import type { LayerMaps, LayerStatistics, Pass } from '@shared/contract/inspect'
import type { AppError } from '@shared/errors'
import { useInspectedModel } from './model'

/**
 * A layer's maps with its numbers, and the pass that both belong to: while the next pass is on its
 * way the old ones stay.
 */
export interface ShownMaps {
  readonly pass: string
  readonly maps: LayerMaps
  readonly layer: LayerStatistics
}

/** The forward pass that is shown, and its layers' maps as far as they have come. */
export const usePass = defineStore('inspect-pass', () => {
  const inspected = useInspectedModel()
  const pass = shallowRef<Pass>()
  const maps = shallowReactive(new Map<string, ShownMaps>())
  /** Whether another pass has been asked for. */
  const busy = ref(false)
  const error = shallowRef<AppError>()
  /** Whether the pass is another model's than the chosen one, which is still being opened. */
  const stale = computed(() => pass.value !== undefined && pass.value.model !== inspected.model)
  /**
   * Whether the weights of this pass have been trained: a run's first steps count before its first
   * checkpoint.
   */
  const trained = computed(
    () => (!stale.value && (pass.value?.step ?? 0) > 0) || (inspected.entry?.trained ?? true),
  )

  function showMaps(id: string, layerMaps: LayerMaps): void {
    const layer = pass.value?.layers.find((each) => each.id === id)
    if (pass.value && layer) maps.set(id, { pass: pass.value.id, maps: layerMaps, layer })
  }

  /** @param ready maps of the pass that have come with it */
  function show(next: Pass, ready: ReadonlyMap<string, LayerMaps>): void {
    if (pass.value?.model !== next.model) {
      const known = new Set(next.layers.map(({ id }) => id))
      for (const id of [...maps.keys()]) if (!known.has(id)) maps.delete(id)
    }
    pass.value = next
    error.value = undefined
    for (const [layer, layerMaps] of ready) showMaps(layer, layerMaps)
  }

  function clear(): void {
    pass.value = undefined
    error.value = undefined
    maps.clear()
  }

  /** Another model's pass does not stay under the name of one that can't be opened. */
  function fail(fault: AppError): void {
    if (stale.value) clear()
    error.value = fault
  }

  return { pass, maps, busy, error, stale, trained, showMaps, show, fail, clear }
})
