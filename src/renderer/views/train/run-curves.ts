import { computed, type ComputedRef } from 'vue'
import type { RunInfo } from '@shared/contract/training'
import type { Recipe } from '@shared/model/recipe'
import { axisEnd } from '@renderer/charts/axis-end'
import { meanCurves } from '@renderer/charts/mean-curves'
import { runCurvesOf, type RunCurves } from '@renderer/charts/series'
import { useRunTracks } from '@renderer/stores/runs/tracks'
import { differencesOf } from './differences'
import { useRunSelection } from '@renderer/stores/runs/selection'

export interface ShownRun extends RunCurves {
  /** What tells its recipe from those of the runs beside it, in words. */
  readonly differences: readonly string[]
}

const isGoing = ({ state }: RunInfo): boolean => state === 'running' || state === 'starting'

/**
 * The curves of the shown runs, repetitions of a recipe as their mean where the user wants that,
 * and the length of the x-axis.
 */
export function useRunCurves(): {
  curves: ComputedRef<readonly ShownRun[]>
  epochs: ComputedRef<number>
} {
  const selection = useRunSelection()
  const tracks = useRunTracks()

  /** Of several runs, named by the first. */
  function curvesOfGroup(group: readonly RunInfo[]): RunCurves[] {
    const members = group.map((run) => runCurvesOf(run, tracks.eventsOf(run.id)))
    return members
      .slice(0, 1)
      .map((first) =>
        members.length === 1
          ? first
          : { ...first, curves: meanCurves(members.map(({ curves }) => curves)), members },
      )
  }

  /** Of a mean the seed tells nothing. */
  const recipeOf = ({ recipe }: RunInfo): Recipe =>
    selection.pooled && selection.canPool ? { ...recipe, seed: 0 } : recipe
  const differences = computed(() =>
    differencesOf(selection.groups.flatMap((group) => group.slice(0, 1).map(recipeOf))),
  )
  const curves = computed(() =>
    selection.groups.flatMap(curvesOfGroup).map((run, index): ShownRun => ({
      ...run,
      place: selection.placeOf(run.id),
      differences: differences.value[index] ?? [],
    })),
  )
  const epochs = computed(() =>
    axisEnd(
      curves.value
        .flatMap((run): readonly RunCurves[] => run.members ?? [run])
        .flatMap((run) => {
          const info = selection.shown.find(({ id }) => id === run.id)
          return info ? [{ ...run, isGoing: isGoing(info), planned: info.recipe.epochs }] : []
        }),
    ),
  )
  return { curves, epochs }
}
