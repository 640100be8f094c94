import { AppError, phrase } from '@shared/errors'
import { copyFile, link } from 'node:fs/promises'
import { slotCount } from '@shared/model/memory'
import { makeFolder } from '../runtime/make-folder'
import { dirname } from 'node:path'
import { checkpointSteps, readCheckpoint, writeCheckpoint, type Checkpoint } from './checkpoint'
import { epochPath, keptEpochs, readEpochWeights } from './epoch-weights'
import { momentPath, momentSteps } from './moments'
import { positionAfter } from './resume-point'
import {
  eventsUntil,
  newRunId,
  readEvents,
  readRunFile,
  runFolderOf,
  stepsPerEpochOf,
  writeRunFile,
  type RunFile,
  appendEvents,
} from './run-folder'

/** All that a run needs to continue from a moment. @throws AppError `not-found`, `unsupported` */
async function checkpointAt(run: string, file: RunFile, step: number): Promise<Checkpoint> {
  if ((await momentSteps(run)).includes(step))
    return readCheckpoint(run, step, momentPath(run, step))
  if ((await checkpointSteps(run)).includes(step)) return readCheckpoint(run, step)
  const epoch = step / stepsPerEpochOf(file)
  if (!Number.isInteger(epoch) || !(await keptEpochs(run)).includes(epoch))
    throw new AppError('not-found', phrase`The run has kept no weights of step ${step}.`, { step })
  if (slotCount(file.recipe) > 0)
    throw new AppError(
      'unsupported',
      phrase`Of step ${step} the run has kept the weights without the optimizer's arrays, so it can't be continued exactly from there.`,
      { step },
    )
  return {
    position: positionAfter(step, await readEvents(run), file.recipe),
    weights: await readEpochWeights(run, epoch),
    optimizerState: new Map(),
  }
}

/** Gives a file a second name, or copies it where the file system has none. */
async function share(from: string, to: string): Promise<void> {
  await makeFolder(dirname(to))
  await link(from, to).catch(() => copyFile(from, to))
}

/**
 * A new run that stands where another stood at a moment: recipe, points, epochs and moments up to
 * it, and its checkpoint. Continued, it makes the same steps as the other did. The other run is not
 * changed.
 * @param title of the new run
 * @returns its id
 * @throws AppError `not-found` for a moment that is not kept, `unsupported` for one without the
 *   optimizer's arrays, `corrupt`
 */
export async function copyRunAt(run: string, step: number, title?: string): Promise<string> {
  const file = await readRunFile(run)
  const checkpoint = await checkpointAt(run, file, step)
  const id = newRunId(file.recipe, new Date())
  const folder = runFolderOf(id)
  await makeFolder(folder)
  await appendEvents(folder, eventsUntil(await readEvents(run), checkpoint.position))
  const epochs = (await keptEpochs(run)).filter((epoch) => epoch * stepsPerEpochOf(file) <= step)
  for (const epoch of epochs) await share(epochPath(run, epoch), epochPath(folder, epoch))
  const moments = (await momentSteps(run)).filter((each) => each <= step)
  for (const each of moments) await share(momentPath(run, each), momentPath(folder, each))
  await writeCheckpoint(folder, checkpoint)
  const {
    problem: _,
    process: __,
    processStarted: ___,
    sessions: ____,
    notices: _____,
    ...rest
  } = file
  await writeRunFile(folder, {
    ...rest,
    title: title ?? `${file.title}, step ${step}`,
    state: 'stopped',
    created: Date.now(),
  })
  return id
}
