import { defineStore } from 'pinia'
import { ref } from 'vue'
import { z } from 'zod'
import { keepAsText } from '@renderer/stores/kept-text'
import { useRunSelection } from '@renderer/stores/runs/selection'
import { RUN_COLUMNS, type RunColumn, type RunSorting } from './run-columns'

const TABS = ['curves', 'confusion', 'worst', 'reliability', 'compare'] as const

/** Which tab of the figure is shown, and how the table of runs looks. */
export const useTrainView = defineStore('train-view', () => {
  const tab = ref<(typeof TABS)[number]>('curves')
  const hidden = ref<readonly RunColumn[]>([])
  /** The newest first where there is none. */
  const sorting = ref<RunSorting>()
  const shows = (column: RunColumn): boolean => !hidden.value.includes(column)
  function toggle(column: RunColumn): void {
    hidden.value = shows(column)
      ? [...hidden.value, column]
      : hidden.value.filter((other) => other !== column)
  }
  return { tab, hidden, sorting, shows, toggle }
})

const keptSchema = z.object({
  tab: z.enum(TABS),
  checked: z.array(z.string()),
  selected: z.string().nullable(),
  pooled: z.boolean(),
  hidden: z.array(z.enum(RUN_COLUMNS)),
  sorting: z.object({ column: z.enum(RUN_COLUMNS), descending: z.boolean() }).nullable(),
})

/** Keeps the tab and the shown runs for the next session; runs that have gone are not shown. */
export function keepTrainView(): Promise<void> {
  const [view, selection] = [useTrainView(), useRunSelection()]
  const value = (): z.infer<typeof keptSchema> => ({
    tab: view.tab,
    checked: [...selection.checked],
    selected: selection.selectedId ?? null,
    pooled: selection.pooled,
    hidden: [...view.hidden],
    sorting: view.sorting ?? null,
  })
  return keepAsText({
    name: 'train-view',
    changes: () => JSON.stringify(value()),
    value,
    takeUp(text) {
      const { tab, checked, selected, pooled, hidden, sorting } = keptSchema.parse(text)
      view.tab = tab
      view.hidden = hidden
      view.sorting = sorting ?? undefined
      selection.checked = checked
      selection.selectedId = selected ?? undefined
      selection.pooled = pooled
    },
  })()
}
