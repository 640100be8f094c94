import type { RunMoment } from '@shared/contract/moments'
import { AppError, phrase } from '@shared/errors'
import { slotCount } from '@shared/model/memory'
import type { NamedArrays } from '@shared/model/weights'
import { stat } from 'node:fs/promises'
import { checkpointSteps, readCheckpointWeights } from './checkpoint'
import { epochPath, keptEpochs, readEpochWeights } from './epoch-weights'
import { momentPath, momentSteps } from './moments'
import { stepsPerEpochOf, type RunFile } from './run-folder'

/**
 * Every moment of a run that can be gone to, in order: the ends of epochs, the steps that the recipe
 * asked for, and what checkpoints there are.
 */
export async function momentsOf(run: string, file: RunFile): Promise<RunMoment[]> {
  const [epochs, kept, checkpoints] = await Promise.all([
    keptEpochs(run),
    momentSteps(run),
    checkpointSteps(run),
  ])
  const perEpoch = stepsPerEpochOf(file)
  const stepOf = new Map(epochs.map((epoch) => [Math.round(epoch * perEpoch), epoch]))
  const complete = new Set([...kept, ...checkpoints])
  const isEnough = slotCount(file.recipe) === 0
  const steps = new Set([...stepOf.keys(), ...complete])
  return [...steps]
    .sort((a, b) => a - b)
    .map((step) => {
      const epoch = stepOf.get(step)
      return {
        step,
        ...(epoch === undefined ? {} : { epoch }),
        exact: complete.has(step) || (epoch !== undefined && (isEnough || step === 0)),
      }
    })
}

/**
 * The weights of a run at a moment.
 * @throws AppError `not-found` for a step that is not kept, `corrupt`, `too-large`
 */
export async function weightsAt(run: string, file: RunFile, step: number): Promise<NamedArrays> {
  const perEpoch = stepsPerEpochOf(file)
  const epoch = step / perEpoch
  if (Number.isInteger(epoch) && (await keptEpochs(run)).includes(epoch))
    return readEpochWeights(run, epoch)
  if ((await momentSteps(run)).includes(step))
    return readCheckpointWeights(run, step, momentPath(run, step))
  if ((await checkpointSteps(run)).includes(step)) return readCheckpointWeights(run, step)
  throw new AppError('not-found', phrase`The run has kept no weights of step ${step}.`, { step })
}

/** A value that changes with the file of a moment. */
export async function momentStamp(run: string, file: RunFile, step: number): Promise<string> {
  const epoch = step / stepsPerEpochOf(file)
  const paths = [...(Number.isInteger(epoch) ? [epochPath(run, epoch)] : []), momentPath(run, step)]
  const stamps = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        ({ mtimeMs, size }) => `${mtimeMs}/${size}`,
        () => '',
      ),
    ),
  )
  return stamps.join(' ')
}
