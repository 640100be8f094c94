import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { useRuns } from './runs'
import { useWorkbench } from '../workbench'
import { repetitions } from './repetitions'

/** Which runs' curves are shown, and which of them is in hand. */
export const useRunSelection = defineStore('run-selection', () => {
  const runs = useRuns()
  const workbench = useWorkbench()
  const checked = ref<readonly string[]>([])

  const selected = computed(() =>
    workbench.selectedRun === undefined ? undefined : runs.find(workbench.selectedRun),
  )
  /** Shown runs that still exist, in the order in which they were switched on. */
  const shown = computed(() => checked.value.flatMap((id) => runs.find(id) ?? []))
  /** Runs that differ in their seeds alone are drawn as one. */
  const pooled = ref(false)
  const repeated = computed(() => repetitions(shown.value))
  const canPool = computed(() => repeated.value.length < shown.value.length)
  /** The shown runs as they are drawn: each by itself, or the repetitions of a recipe together. */
  const groups = computed(() => (pooled.value ? repeated.value : shown.value.map((run) => [run])))
  /** Which of them a run belongs to, and so its colour; −1 where it is not shown. */
  const placeOf = (id: string): number =>
    groups.value.findIndex((group) => group.some((run) => run.id === id))

  /** Takes a run in hand. Alone it replaces the one shown; beside others it joins them. */
  function select(id: string): void {
    const alone = checked.value.length <= 1
    if (alone) checked.value = [id]
    else if (!checked.value.includes(id)) checked.value = [...checked.value, id]
    workbench.selectedRun = id
  }

  function toggle(id: string): void {
    const without = checked.value.filter((other) => other !== id)
    const removed = without.length < checked.value.length
    checked.value = removed ? without : [...checked.value, id]
    if (!removed) workbench.selectedRun ??= id
    else if (workbench.selectedRun === id) workbench.selectedRun = without.at(-1)
  }

  watch(
    () => workbench.selectedRun,
    (id) => {
      if (id !== undefined && !checked.value.includes(id)) select(id)
    },
  )
  watch(
    () => workbench.runsToCompare,
    (wanted) => {
      if (!wanted) return
      checked.value = wanted.runs
      pooled.value = wanted.pooled
      workbench.runsToCompare = undefined
    },
    { immediate: true },
  )
  // Something to see after a launch: the run that trains, else one that waits to go on, else the
  // newest.
  watch(
    () => runs.runs,
    (list) => {
      if (workbench.selectedRun !== undefined && runs.find(workbench.selectedRun)) return
      const first =
        runs.active ??
        list.find(({ state }) => state === 'paused' || state === 'interrupted') ??
        list[0]
      if (first) select(first.id)
    },
    { immediate: true },
  )
  watch(
    shown,
    (list) => {
      for (const { id } of list) if (!runs.tracks.has(id)) void runs.fetchTrack(id)
    },
    { immediate: true },
  )

  return { checked, selected, shown, pooled, canPool, groups, placeOf, select, toggle }
})
