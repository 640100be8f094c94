import {
  bestEpochOf,
  type EpochEvent,
  type TrainEvent,
  type WeightsOrigin,
} from '@shared/contract/training'
import { AppError, phrase, type Phrase } from '@shared/errors'
import { slotCount } from '@shared/model/memory'
import type { Recipe } from '@shared/model/recipe'
import { afterLoss } from '@shared/recipe/schedules/plateau-state'
import { newestCheckpoint, type FoundCheckpoint, type Position } from './checkpoint'
import { checkEpochWeights, keptEpochs } from './epoch-weights'
import { START } from './metrics'
import { readEvents, stepsPerEpochOf, type RunFile } from './run-folder'

/** Where a run continues. */
export interface ResumePoint {
  readonly position: Position
  /** The weights with which it continues; without them it starts again. */
  readonly origin?: WeightsOrigin
  /** A remark for the user. */
  readonly remark?: Phrase
}

/** A run's newest checkpoint and the damage of others. It is no error here if all are damaged. */
async function findCheckpoint(
  run: string,
): Promise<Partial<FoundCheckpoint> & Pick<FoundCheckpoint, 'damaged'>> {
  try {
    return (await newestCheckpoint(run)) ?? { damaged: [] }
  } catch (thrown) {
    return { damaged: [AppError.from(thrown)] }
  }
}

/** The newest epoch after this step whose weights are undamaged. */
async function newestEpoch(
  run: string,
  stepsPerEpoch: number,
  after: number,
): Promise<Extract<WeightsOrigin, { kind: 'epoch' }> | undefined> {
  const epochs = (await keptEpochs(run)).filter((epoch) => epoch * stepsPerEpoch > after).reverse()
  for (const epoch of epochs) {
    const isWhole = await checkEpochWeights(run, epoch).then(
      () => true,
      () => false,
    )
    if (isWhole) return { kind: 'epoch', step: epoch * stepsPerEpoch, epoch }
  }
  return undefined
}

/**
 * The position at the end of an epoch that has no checkpoint. Its sums restart with the next epoch
 * anyway. The duration of the steps, the best epoch and the state of a plateau schedule follow from
 * the points.
 */
export function positionAfter(
  step: number,
  events: readonly TrainEvent[],
  { batchSize, schedule, learningRate }: Recipe,
): Position {
  const before = events.filter((event) => event.type !== 'done' && event.step <= step)
  const speed = before.filter((event) => event.type === 'progress').at(-1)?.examplesPerSecond ?? 0
  const totalExamples = step * batchSize
  const best = before
    .filter((event): event is EpochEvent => event.type === 'epoch')
    .reduce<Position['best']>(
      (top, { step: at, testAccuracy }) =>
        typeof testAccuracy !== 'number' || (top && top.testAccuracy >= testAccuracy)
          ? top
          : { step: at, testAccuracy },
      undefined,
    )
  const plateau = before
    .filter((event) => event.type === 'epoch')
    .reduce<Position['plateau']>(
      (state, { validationLoss, testLoss }) =>
        afterLoss(schedule, learningRate, state, validationLoss ?? testLoss ?? null),
      undefined,
    )
  const chosen = bestEpochOf(before)
  return {
    ...START,
    step,
    totalExamples,
    totalSeconds: speed > 0 ? totalExamples / speed : 0,
    ...(best ? { best } : {}),
    ...(plateau ? { plateau } : {}),
    ...(chosen ? { chosen } : {}),
  }
}

/**
 * Where a run continues: at its newest undamaged checkpoint. For an optimizer without arrays, the
 * weights of a later epoch are as good. For other optimizers, an epoch's weights are used only if
 * no checkpoint is left. Nothing stays in memory.
 * @throws AppError `corrupt` if all checkpoints and the weights of all epochs are damaged
 */
export async function resumePoint(run: string, file: RunFile): Promise<ResumePoint> {
  const { position, damaged } = await findCheckpoint(run)
  const [newest] = damaged
  const needsArrays = slotCount(file.recipe) > 0
  const epoch =
    position && needsArrays
      ? undefined
      : await newestEpoch(
          run,
          stepsPerEpochOf(file),
          // Fresh weights can be made again, those of a model can't.
          position?.step ?? (file.recipe.start ? -1 : 0),
        )
  if (epoch) {
    const place = newest
      ? phrase`${newest.words} The training continues from the weights of epoch ${epoch.epoch} (step ${epoch.step}).`
      : phrase`The run has no checkpoint of its newest step. The training continues from the weights of epoch ${epoch.epoch} (step ${epoch.step}).`
    return {
      position: positionAfter(epoch.step, await readEvents(run), file.recipe),
      origin: epoch,
      remark:
        file.recipe.averageDecay !== undefined
          ? phrase`${place} They are the moving averages. The trained weights and the optimizer's arrays were in the checkpoint, so the averages are trained, and the arrays start at zero again.`
          : needsArrays
            ? phrase`${place} The optimizer's arrays were in the checkpoint, so they start at zero again.`
            : place,
    }
  }
  if (position) {
    const origin = { kind: 'checkpoint', step: position.step } as const
    if (!newest) return { position, origin }
    return {
      position,
      origin,
      remark: phrase`${newest.words} The training continues from the checkpoint of step ${position.step}.`,
    }
  }
  if (newest) throw newest
  if (file.recipe.start)
    throw new AppError(
      'corrupt',
      phrase`No weights of this run are left. It started from the weights of “${file.recipe.start.title}”, so it can't be trained again without them: start a new training from that model.`,
      { run },
    )
  const hasTrained = (await readEvents(run)).length > 0
  return {
    position: START,
    ...(hasTrained
      ? { remark: phrase`No weights of this run are left. It starts again from its first step.` }
      : {}),
  }
}
