import { resolve } from 'node:path'
import { AppError, inEnglish, sayPhrase } from '@shared/errors'
import { isInProgress, type Notice, type TrainingMode } from '@shared/contract/training'
import type { Recipe } from '@shared/model/recipe'
import type { NamedArrays } from '@shared/model/weights'
import { finishedPhrase } from '@shared/model/words/finished'
import type { Context } from './command'
import { findRun } from './find-run'
import { stopOnInterrupt } from './stop-on-interrupt'
import { TrainReporter } from './train-reporter'

/**
 * A new run, by its recipe, in the given folder or in a new one among the runs; or an existing run
 * to continue, possibly to another number of epochs.
 */
export type Job =
  | {
      readonly recipe: Recipe
      /** The first weights, where the recipe starts from those of a model. */
      readonly weights?: NamedArrays | undefined
      readonly folder?: string | undefined
      /** Remarks before the first step. */
      readonly notices?: readonly Notice[]
    }
  | { readonly resume: string; readonly epochs?: number | undefined }

/**
 * @throws AppError `busy` where another process trains the run, `invalid-argument` where it has
 *   finished and no further epochs are given, `not-found`, `corrupt`
 */
async function oldRun({
  resume: argument,
  epochs,
}: Extract<Job, { resume: string }>): Promise<{ folder: string; epochs: number }> {
  const { readRun } = await import('../engine/runs/run-folder')
  const folder = await findRun(argument)
  const run = await readRun(folder)
  const { recipe } = run
  if (isInProgress(run)) {
    throw new AppError(
      'busy',
      `${folder} is being trained by another process: stop that process first.`,
      { folder },
    )
  }
  if (run.state === 'finished' && epochs === undefined) {
    throw new AppError(
      'invalid-argument',
      `${sayPhrase(finishedPhrase(folder, { ...run, epochs: recipe.epochs }))} To train it to ${2 * recipe.epochs} epochs in all: npx convscope resume ${argument} --epochs ${2 * recipe.epochs}`,
      { folder, epochs: recipe.epochs },
    )
  }
  return { folder, epochs: epochs ?? recipe.epochs }
}

async function newRun({ recipe, folder }: Extract<Job, { recipe: Recipe }>): Promise<string> {
  const { newRunId, runFolderOf } = await import('../engine/runs/run-folder')
  return folder === undefined ? runFolderOf(newRunId(recipe, new Date())) : resolve(folder)
}

/**
 * Trains to the end and reports it. The first Ctrl-C makes the loop write a checkpoint and end, the
 * second ends the process immediately.
 * @throws AppError `cancelled` after Ctrl-C: the run is complete and can be continued, but the
 *   requested training is not finished
 */
export async function runToEnd(context: Context, job: Job, mode: TrainingMode): Promise<void> {
  const { output, terminal } = context
  const isNew = 'recipe' in job
  const { folder, epochs } = isNew
    ? { folder: await newRun(job), epochs: job.recipe.epochs }
    : await oldRun(job)
  const [{ runTraining }, { TrainingControl }] = await Promise.all([
    import('../engine/training/run-training'),
    import('../engine/training/control'),
  ])
  const control = new TrainingControl()
  const reporter = new TrainReporter(output, terminal, epochs)
  const release = stopOnInterrupt(
    context,
    control,
    () => reporter.end(),
    'Stopping after this step, with a checkpoint.',
  )
  try {
    if (isNew) for (const notice of job.notices ?? []) reporter.notice(notice)
    const outcome = await runTraining({
      folder,
      control,
      mode,
      onMode: (_, note) => {
        if (note !== undefined) output.note(inEnglish(note))
      },
      ...(isNew
        ? { recipe: job.recipe, ...(job.weights && { weights: job.weights }) }
        : job.epochs === undefined
          ? {}
          : { epochs }),
      onUsed: (parts) => parts.forEach((part) => output.note(inEnglish(part))),
      onNotice: (notice) => reporter.notice(notice),
      onEvent: (event) => reporter.event(event),
      onState: (state) => {
        if (state === 'running') output.note(`Training in ${folder}`)
      },
    })
    reporter.end()
    if (outcome !== 'finished')
      throw new AppError(
        'cancelled',
        `Stopped with a checkpoint; to continue: npx convscope resume ${folder}`,
        { run: folder },
      )
  } finally {
    reporter.end()
    release()
  }
}
