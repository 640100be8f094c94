import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Settings } from '@shared/contract/desktop'
import { useSettings } from './settings'

export type ViewId = Settings['view']

/**
 * The rail's order. A view's key is its place here, whether or not the views before it exist yet.
 */
export const VIEW_ORDER: readonly ViewId[] = [
  'lessons',
  'model',
  'train',
  'inspect',
  'models',
  'fields',
]

/** The key that shows a view: "1" to "6". */
export const viewKey = (view: ViewId): string => String(VIEW_ORDER.indexOf(view) + 1)

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
