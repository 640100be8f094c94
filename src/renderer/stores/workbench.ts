import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Settings } from '@shared/contract/desktop'
import { useSettings } from './settings'

export type ViewId = Settings['view']

/** Which view is shown. */
export const useWorkbench = defineStore('workbench', () => {
  const view = ref<ViewId>('inspect')

  function show(next: ViewId): void {
    if (view.value === next) return
    view.value = next
    void useSettings().change({ view: next })
  }

  return { view, show }
})
