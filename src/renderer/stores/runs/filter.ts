import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { filterRuns, tagsOf } from '@shared/runs/filter'
import { useRuns } from './runs'

/** Which of the runs Train lists: those with all words and all tags. */
export const useRunFilter = defineStore('run-filter', () => {
  const runs = useRuns()
  const text = ref('')
  const chosen = ref<readonly string[]>([])
  /** Every tag of the runs, the most used first. */
  const tags = computed(() => tagsOf(runs.runs))
  /** A tag that no run has any more filters nothing. */
  const active = computed(() => chosen.value.filter((tag) => tags.value.includes(tag)))
  const found = computed(() => filterRuns(runs.runs, { text: text.value, tags: active.value }))
  const isFiltered = computed(() => text.value.trim() !== '' || active.value.length > 0)

  function toggle(tag: string): void {
    const without = active.value.filter((other) => other !== tag)
    chosen.value = without.length < active.value.length ? without : [...active.value, tag]
  }

  function clear(): void {
    text.value = ''
    chosen.value = []
  }

  return { text, tags, active, found, isFiltered, toggle, clear }
})
