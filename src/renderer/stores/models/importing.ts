import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Chosen } from '@shared/contract/desktop'

/** Models that were dropped or chosen: a dialog asks about one after the other. */
export const useModelImports = defineStore('model-imports', () => {
  const waiting = shallowRef<readonly Chosen[]>([])
  /** The one that is asked about now. */
  const current = computed<Chosen | undefined>(() => waiting.value[0])

  function add(chosen: Chosen): void {
    waiting.value = [...waiting.value, chosen]
  }

  /** The current one is done with. */
  function next(): void {
    waiting.value = waiting.value.slice(1)
  }

  return { current, add, next }
})
