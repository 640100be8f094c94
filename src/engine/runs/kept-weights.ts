import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { WeightsOrigin } from '@shared/contract/training'
import { AppError, phrase, type Phrase } from '@shared/errors'
import type { NamedArrays } from '@shared/model/weights'
import { isMemoryRefusal } from '../runtime/memory'
import {
  checkedPosition,
  checkpointPath,
  checkpointSteps,
  readCheckpointWeights,
} from './checkpoint'
import { checkEpochWeights, epochPath, keptEpochs, readEpochWeights } from './epoch-weights'

/** The file of the newest undamaged weights of a run. */
export interface FoundOrigin {
  readonly origin: WeightsOrigin
  /** The faults of newer ones, the newest first. */
  readonly damaged: readonly AppError[]
}

/** Weights that a run has kept. */
export interface KeptWeights extends FoundOrigin {
  readonly weights: NamedArrays
}

/**
 * The files of a run's weights by their names, the newest first. For the same step the checkpoint
 * comes before the epoch.
 * @param stepsPerEpoch of the run
 */
export async function weightsOrigins(run: string, stepsPerEpoch: number): Promise<WeightsOrigin[]> {
  const [steps, epochs] = await Promise.all([checkpointSteps(run), keptEpochs(run)])
  const origins: WeightsOrigin[] = [
    ...steps.map((step) => ({ kind: 'checkpoint' as const, step })),
    ...epochs.map((epoch) => ({
      kind: 'epoch' as const,
      step: Math.round(epoch * stepsPerEpoch),
      epoch,
    })),
  ]
  return origins.sort((a, b) => b.step - a.step)
}

/** The newest weights that `read` can read, with its result. */
async function newest<T>(
  run: string,
  stepsPerEpoch: number,
  read: (origin: WeightsOrigin) => Promise<T>,
): Promise<(FoundOrigin & { readonly content: T }) | null> {
  const damaged: AppError[] = []
  for (const origin of await weightsOrigins(run, stepsPerEpoch)) {
    try {
      return { content: await read(origin), origin, damaged }
    } catch (thrown) {
      if (isMemoryRefusal(thrown)) throw thrown
      damaged.push(AppError.from(thrown))
    }
  }
  const [first] = damaged
  if (first) throw first
  return null
}

/**
 * The newest undamaged weights of a run, from any of its files.
 * @param suits throws if the arrays don't belong to the run's network
 * @returns null if the run has kept none
 * @throws AppError `corrupt` if all are damaged, `too-large`
 */
export async function newestWeights(
  run: string,
  stepsPerEpoch: number,
  suits: (weights: NamedArrays) => void = () => undefined,
): Promise<KeptWeights | null> {
  const found = await newest(run, stepsPerEpoch, async (origin) => {
    const weights =
      origin.kind === 'checkpoint'
        ? await readCheckpointWeights(run, origin.step)
        : await readEpochWeights(run, origin.epoch)
    suits(weights)
    return weights
  })
  return found && { weights: found.content, origin: found.origin, damaged: found.damaged }
}

/**
 * Where they are, found by checking the files. Nothing of them stays in memory.
 * @throws AppError `corrupt` if all are damaged
 */
export const newestOrigin = (run: string, stepsPerEpoch: number): Promise<FoundOrigin | null> =>
  newest(run, stepsPerEpoch, async (origin) => {
    if (origin.kind === 'checkpoint') await checkedPosition(run, origin.step)
    else await checkEpochWeights(run, origin.epoch)
  })

/**
 * The remark for weights that are not those at the end of the run.
 * @param trained the newest step that the run is known to have made
 */
export function weightsRemark(
  { origin, damaged }: FoundOrigin,
  trained: number,
): Phrase | undefined {
  const { step } = origin
  const epoch = origin.kind === 'epoch' ? origin.epoch : undefined
  const [newest] = damaged
  if (newest)
    return epoch === undefined
      ? phrase`${newest.words} The weights of step ${step} are used.`
      : phrase`${newest.words} The weights of epoch ${epoch} (step ${step}) are used.`
  if (step < trained)
    return epoch === undefined
      ? phrase`The run was trained up to step ${trained}, but no weights of that step are left. The weights of step ${step} are used.`
      : phrase`The run was trained up to step ${trained}, but no weights of that step are left. The weights of epoch ${epoch} (step ${step}) are used.`
  return epoch === undefined
    ? undefined
    : phrase`The run has no checkpoint of its newest step. The weights of epoch ${epoch} (step ${step}) are used.`
}

/** A value that changes with the newest weights of a run, also when a damaged file is restored. */
export async function weightsStamp(run: string): Promise<string> {
  const [[step], epochs] = await Promise.all([checkpointSteps(run), keptEpochs(run)])
  const epoch = epochs.at(-1)
  // An epoch's weights are written after the checkpoint of the same step.
  const file =
    step !== undefined
      ? checkpointPath(run, step)
      : epoch !== undefined
        ? epochPath(run, epoch)
        : undefined
  if (file === undefined) return ''
  const { mtimeMs, size } = await stat(file).catch(() => ({ mtimeMs: 0, size: 0 }))
  return [basename(file), mtimeMs, size].join(' ')
}
