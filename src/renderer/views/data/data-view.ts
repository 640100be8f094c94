import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { useDatasets } from '@renderer/stores/datasets'

type DataTab = 'pictures' | 'findings' | 'labels' | 'aside'

/** What Data shows. It outlives the view, so that coming back finds the same place. */
export const useDataView = defineStore('data-view', () => {
  const datasets = useDatasets()
  const chosen = ref<string>()
  const tab = ref<DataTab>('pictures')
  // What was just imported or made, wherever that was.
  watch(
    () => datasets.newest,
    (id) => (chosen.value = id),
    { immediate: true },
  )
  /** Without a choice, the first that is ready. */
  const selected = computed(
    () =>
      datasets.datasets.find(({ id }) => id === chosen.value) ??
      datasets.datasets.find(({ state }) => state === 'ready') ??
      datasets.datasets[0],
  )
  return { chosen, tab, selected }
})
