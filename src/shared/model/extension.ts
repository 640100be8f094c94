import { AppError, assertNever, phrase, type Phrase } from '../errors'
import { learningRateAt } from './learning-rate'
import type { Recipe } from './recipe'

/** The position of a run that gets another number of epochs. */
export interface Standing {
  readonly recipe: Recipe
  readonly stepsPerEpoch: number
  /** Steps done since the start of the run. */
  readonly step: number
}

/**
 * The recipe of a run that is trained to another total number of epochs.
 * @throws AppError `invalid-argument` where it has already trained that many
 */
export function extendedRecipe({ recipe, stepsPerEpoch, step }: Standing, epochs: number): Recipe {
  if (epochs * stepsPerEpoch > step) return { ...recipe, epochs }
  const done = Math.floor(step / stepsPerEpoch)
  throw new AppError(
    'invalid-argument',
    phrase`${done} epochs are done already: give a larger number, which counts all epochs.`,
    { epochs, done },
  )
}

const short = (rate: number): string => String(Number(rate.toPrecision(3)))

/**
 * What the schedule does in the further epochs; undefined for a constant rate. All schedules but
 * the cosine depend on the epoch alone, so the run ends like one training of that many epochs. A
 * cosine spans the complete training. It is recomputed for the new number of epochs from here on,
 * because its rate was 0 at the old end, where nothing is learned.
 */
export function scheduleRemark(
  { recipe, stepsPerEpoch, step }: Standing,
  epochs: number,
): Phrase | undefined {
  const { schedule } = recipe
  switch (schedule.kind) {
    case 'constant':
      return undefined
    case 'step':
      return phrase`The learning rate continues by its schedule, × ${schedule.factor} after every ${schedule.everyEpochs} epochs, as in one training of ${epochs} epochs.`
    case 'exponential':
      return phrase`The learning rate continues by its schedule, × ${schedule.factor} an epoch, as in one training of ${epochs} epochs.`
    case 'plateau':
      return phrase`The learning rate continues to follow the loss at the end of each epoch.`
    case 'oneCycle':
    case 'cosine': {
      const before = learningRateAt(recipe, Math.max(step - 1, 0), stepsPerEpoch)
      const after = learningRateAt({ ...recipe, epochs }, step, stepsPerEpoch)
      return schedule.kind === 'oneCycle'
        ? phrase`The one-cycle schedule spans all epochs, so it is recomputed for ${epochs}: the learning rate was ${short(before)}, continues at ${short(after)}, and falls with the last step to almost 0. One training of ${epochs} epochs would have had other rates until here.`
        : phrase`The cosine schedule spans all epochs, so it is recomputed for ${epochs}: the learning rate was ${short(before)}, continues at ${short(after)}, and falls to 0 with the last step. One training of ${epochs} epochs would have had other rates until here.`
    }
    default:
      return assertNever(schedule)
  }
}
