import { defineStore } from 'pinia'
import { ref } from 'vue'
import { z } from 'zod'
import { keepAsText } from '@renderer/stores/kept-text'
import { useRunSelection } from '@renderer/stores/runs/selection'

const TABS = ['curves', 'confusion', 'worst'] as const

/** Which tab of the figure is shown. */
export const useTrainView = defineStore('train-view', () => ({
  tab: ref<(typeof TABS)[number]>('curves'),
}))

const keptSchema = z.object({
  tab: z.enum(TABS),
  checked: z.array(z.string()),
  selected: z.string().nullable(),
  pooled: z.boolean(),
})

/** Keeps the tab and the shown runs for the next session; runs that have gone are not shown. */
export function keepTrainView(): Promise<void> {
  const [view, selection] = [useTrainView(), useRunSelection()]
  const value = (): z.infer<typeof keptSchema> => ({
    tab: view.tab,
    checked: [...selection.checked],
    selected: selection.selectedId ?? null,
    pooled: selection.pooled,
  })
  return keepAsText({
    name: 'train-view',
    changes: () => JSON.stringify(value()),
    value,
    takeUp(text) {
      const { tab, checked, selected, pooled } = keptSchema.parse(text)
      view.tab = tab
      selection.checked = checked
      selection.selectedId = selected ?? undefined
      selection.pooled = pooled
    },
  })()
}
