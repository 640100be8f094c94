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

/** Where the newest whole weights of a run lie. */
export interface FoundOrigin {
  readonly origin: WeightsOrigin
  /** What is wrong with newer ones, the newest first. */
  readonly damaged: readonly AppError[]
}

/** Weights that a run has kept. */
export interface KeptWeights extends FoundOrigin {
  readonly weights: NamedArrays
}

/**
 * Where weights of a run lie, by the names of its files, the newest first. Of one step the
 * checkpoint comes before the epoch.
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

/** The newest that `read` finds whole, with what it gives of them. */
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
 * The newest whole weights of a run, wherever they lie.
 * @param suits throws where the arrays are none of the run's network
 * @returns null where the run has kept none
 * @throws AppError `corrupt` where all are damaged, `too-large`
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
 * Where they lie, found by looking at the files; nothing of them is kept in memory.
 * @throws AppError `corrupt` where all are damaged
 */
export const newestOrigin = (run: string, stepsPerEpoch: number): Promise<FoundOrigin | null> =>
  newest(run, stepsPerEpoch, async (origin) => {
    if (origin.kind === 'checkpoint') await checkedPosition(run, origin.step)
    else await checkEpochWeights(run, origin.epoch)
  })

/**
 * What has to be said where the weights that are used are not those that the run ended with.
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
      ? phrase`${newest.words} Used are the weights of step ${step}.`
      : phrase`${newest.words} Used are the weights kept with epoch ${epoch} (step ${step}).`
  if (step < trained)
    return epoch === undefined
      ? phrase`The run has trained up to step ${trained}, and no weights of that step are left: used are those of step ${step}.`
      : phrase`The run has trained up to step ${trained}, and no weights of that step are left: used are those kept with epoch ${epoch} (step ${step}).`
  return epoch === undefined
    ? undefined
    : phrase`The run has no checkpoint of its newest step: used are the weights kept with epoch ${epoch} (step ${step}).`
}

/** Changes with the newest weights of a run, also when a damaged file is put back. */
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
