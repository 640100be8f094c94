import { computed, type ComputedRef } from 'vue'
import { curvesOf } from '@renderer/charts/curves'
import type { RunCurves } from '@renderer/charts/series'
import { useRuns } from '@renderer/stores/runs'
import { differencesOf } from './differences'
import { useRunSelection } from './selection'

export interface ShownRun extends RunCurves {
  /** What tells its recipe from those of the runs beside it, in words. */
  readonly differences: readonly string[]
}

/** The curves of the shown runs, and the length of the x-axis. */
export function useRunCurves(): { curves: ComputedRef<readonly ShownRun[]>; epochs: ComputedRef<number> } {
  const selection = useRunSelection()
  const runs = useRuns()
  const differences = computed(() => differencesOf(selection.shown.map(({ recipe }) => recipe)))
  const curves = computed(() =>
    selection.shown.map((run, index): ShownRun => {
      const stepsPerEpoch = Math.max(1, run.stepsTotal / run.recipe.epochs)
      return { id: run.id, title: run.title, differences: differences.value[index] ?? [], curves: curvesOf(runs.eventsOf(run.id), stepsPerEpoch) }
    }),
  )
  const epochs = computed(() => Math.max(1, ...selection.shown.map((run) => run.recipe.epochs)))
  return { curves, epochs }
}
