import type { RunInfo } from '@shared/contract/training'
import { exerciseRecipe, type ExerciseId } from '@shared/model/exercises'
import type { Recipe } from '@shared/model/recipe'

/**
 * What makes two recipes the same exercise: all but the seed, the name, how often checkpoints are
 * written and the lesson that came along.
 */
function essence({
  model,
  seed: _seed,
  checkpointEverySteps: _every,
  keepEverySteps: _kept,
  lesson: _lesson,
  ...rest
}: Recipe): string {
  return JSON.stringify({ ...rest, layers: model.layers, input: model.input })
}

/** The runs of an exercise among those of this machine, newest first, as they are given. */
export function runsOf(exercise: ExerciseId, runs: readonly RunInfo[]): readonly RunInfo[] {
  const wanted = essence(exerciseRecipe(exercise))
  return runs.filter(({ recipe, last }) => last !== undefined && essence(recipe) === wanted)
}
