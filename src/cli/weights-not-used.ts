import type { ModelEntry } from '@shared/contract/models'
import type { Notice } from '@shared/contract/training'
import type { Recipe } from '@shared/model/recipe'
import { percent } from './format'

/** How a run is gone on with: with further epochs where it has done its own. */
async function resumeCommand(argument: string, { ref }: ModelEntry): Promise<string> {
  const { readRun, runFolderOf } = await import('../engine/runs/run-folder')
  const id = ref.slice('run:'.length)
  // The argument may be the folder of a run that lies elsewhere.
  const folder = argument === ref || argument === id ? runFolderOf(id) : argument
  const info = await readRun(folder).catch(() => undefined)
  const further = info?.state === 'finished' ? ` --epochs ${2 * info.recipe.epochs}` : ''
  return `npx convscope resume ${argument.replace(/^run:/, '')}${further}`
}

/**
 * What has to be said where a model with trained weights is named to `train`, which takes the
 * network alone; nothing for a network without a training.
 * @param recipe what it will be trained by
 */
export async function weightsNotUsed(
  argument: string,
  entry: ModelEntry,
  { initializer, seed }: Recipe,
): Promise<Notice | undefined> {
  if (!entry.trained) return undefined
  const { testAccuracy } = entry
  const known = testAccuracy === undefined ? '' : ` (test accuracy ${percent(testAccuracy)})`
  const instead =
    entry.origin === 'run'
      ? `To go on with the run instead: ${await resumeCommand(argument, entry)}`
      : 'Only a run can be gone on with, by convscope resume.'
  return {
    type: 'notice',
    code: 'weights-not-used',
    text: `${argument} has trained weights${known}, and they are not used: train starts from fresh weights (${initializer}, seed ${seed}). ${instead}`,
  }
}
