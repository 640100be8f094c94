import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { RunInfo } from '@shared/contract/training'
import { useWorkbench } from '../workbench'
import { keepPlaces, type Places } from './places'
import { repetitions } from './repetitions'
import { useRuns } from './runs'
import { useRunTracks } from './tracks'

interface Overlay {
  /** Runs that differ in their seeds alone are drawn as one, with their mean. */
  readonly pooled: boolean
}

/** Which runs' curves Train shows, and which of them is selected. */
export const useRunSelection = defineStore('run-selection', () => {
  const runs = useRuns()
  const tracks = useRunTracks()
  const checked = ref<readonly string[]>([])
  const selectedId = ref<string>()

  const selected = computed(() =>
    selectedId.value === undefined ? undefined : runs.find(selectedId.value),
  )
  /** Shown runs that still exist, in the order in which they were switched on. */
  const shown = computed(() => checked.value.flatMap((id) => runs.find(id) ?? []))
  /** Runs that differ in their seeds alone are drawn as one. */
  const pooled = ref(false)
  const repeated = computed(() => repetitions(shown.value))
  const canPool = computed(() => repeated.value.length < shown.value.length)
  /** The shown runs as they are drawn: each by itself, or the repetitions of a recipe together. */
  const groups = computed(() => (pooled.value ? repeated.value : shown.value.map((run) => [run])))
  const keyOf = (group: readonly RunInfo[]): string => group[0]?.id ?? ''
  const places = shallowRef<Places>(new Map())
  watch(groups, (next) => (places.value = keepPlaces(places.value, next.map(keyOf))), {
    immediate: true,
    flush: 'sync',
  })
  /** The place of a run, or of its repetitions, by which its colour goes; −1 if it isn't shown. */
  function placeOf(id: string): number {
    const group = groups.value.find((each) => each.some((run) => run.id === id))
    return group ? (places.value.get(keyOf(group)) ?? -1) : -1
  }

  /** Selects a run. Alone it replaces the one shown; beside others it joins them. */
  function select(id: string): void {
    const alone = checked.value.length <= 1
    if (alone) checked.value = [id]
    else if (!checked.value.includes(id)) checked.value = [...checked.value, id]
    selectedId.value = id
  }

  function toggle(id: string): void {
    const without = checked.value.filter((other) => other !== id)
    const removed = without.length < checked.value.length
    checked.value = removed ? without : [...checked.value, id]
    if (!removed) selectedId.value ??= id
    else if (selectedId.value === id) selectedId.value = without.at(-1)
  }

  /** Shows Train with the curves of this run. */
  function show(id: string): void {
    if (checked.value.includes(id)) selectedId.value = id
    else select(id)
    useWorkbench().show('train')
  }

  /** Lays the curves of these runs over each other, for whenever Train is seen. */
  function overlay(ids: readonly string[], options: Overlay): void {
    checked.value = ids
    pooled.value = options.pooled
    selectedId.value = ids.at(-1)
  }

  /** Shows Train with the curves of these runs over each other. */
  function compare(ids: readonly string[], options: Overlay): void {
    overlay(ids, options)
    useWorkbench().show('train')
  }

  // Something to see after a launch: the run that trains, else one that waits to go on, else the
  // newest.
  watch(
    () => runs.runs,
    (list) => {
      if (selectedId.value !== undefined && runs.find(selectedId.value)) return
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
      tracks.need(list.map(({ id }) => id))
    },
    { immediate: true },
  )

  return {
    ...{ checked, selectedId, selected, shown, pooled, canPool, groups, placeOf },
    ...{ select, toggle, show, overlay, compare },
  }
})
