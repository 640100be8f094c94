import { computed, type ComputedRef } from 'vue'
import { curvesOf } from '@renderer/charts/curves'
import type { RunCurves } from '@renderer/charts/series'
import { useRuns } from '@renderer/stores/runs'
import { useRunSelection } from './selection'

/** The curves of the shown runs, and the length of the x-axis. */
export function useRunCurves(): { curves: ComputedRef<readonly RunCurves[]>; epochs: ComputedRef<number> } {
  const selection = useRunSelection()
  const runs = useRuns()
  const curves = computed(() =>
    selection.shown.map((run): RunCurves => {
      const stepsPerEpoch = Math.max(1, run.stepsTotal / run.recipe.epochs)
      return { id: run.id, title: run.title, curves: curvesOf(runs.eventsOf(run.id), stepsPerEpoch) }
    }),
  )
  const epochs = computed(() => Math.max(1, ...selection.shown.map((run) => run.recipe.epochs)))
  return { curves, epochs }
}
