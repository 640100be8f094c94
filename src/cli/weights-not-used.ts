import { runOfRef, type ModelEntry } from '@shared/contract/models'
import type { Notice } from '@shared/contract/training'
import type { Recipe } from '@shared/model/recipe'
import { percent } from './format'

/** The command that continues a run: with further epochs where it has finished. */
export async function resumeCommand(argument: string, { ref }: ModelEntry): Promise<string> {
  const { readRun, runFolderOf } = await import('../engine/runs/run-folder')
  const id = runOfRef(ref) ?? ''
  // The argument may be a run's folder outside the data folder.
  const folder = argument === ref || argument === id ? runFolderOf(id) : argument
  const info = await readRun(folder).catch(() => undefined)
  const further = info?.state === 'finished' ? ` --epochs ${2 * info.recipe.epochs}` : ''
  return `npx convscope resume ${argument.replace(/^run:/, '')}${further}`
}

/**
 * The remark for a model with trained weights that is given to `train`, which uses only the
 * network; undefined for an untrained network.
 * @param recipe the recipe of the training
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
      ? `To continue the run instead: ${await resumeCommand(argument, entry)}`
      : 'Only a run can be continued, by convscope resume.'
  return {
    type: 'notice',
    code: 'weights-not-used',
    text: `${argument} has trained weights${known}, and they are not used: train starts from fresh weights (${initializer}, seed ${seed}). ${instead}`,
  }
}
