import { AppError, assertNever, phrase, type Phrase } from '../errors'
import { learningRateAt } from './learning-rate'
import type { Recipe } from './recipe'

/** Where a run stands that is to have another number of epochs. */
export interface Standing {
  readonly recipe: Recipe
  readonly stepsPerEpoch: number
  /** Steps done since the start of the run. */
  readonly step: number
}

/**
 * The recipe of a run that is trained to another number of epochs in all.
 * @throws AppError `invalid-argument` where it has done as many already
 */
export function extendedRecipe({ recipe, stepsPerEpoch, step }: Standing, epochs: number): Recipe {
  if (epochs * stepsPerEpoch > step) return { ...recipe, epochs }
  const done = Math.floor(step / stepsPerEpoch)
  throw new AppError(
    'invalid-argument',
    phrase`${done} epochs are done already: name a larger number than that, of all epochs together.`,
    { epochs, done },
  )
}

const short = (rate: number): string => String(Number(rate.toPrecision(3)))

/**
 * What the schedule does in the further epochs; nothing for a constant rate. All schedules but the
 * cosine follow from the epoch alone, so the run ends as one training of that many epochs does. A
 * cosine spans the whole training: it is worked out for the new number, as though the run had been
 * one of that many epochs from here on, since at its old end the rate is 0 and nothing is learned.
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
      return phrase`The learning rate goes on by its schedule, × ${schedule.factor} after every ${schedule.everyEpochs} epochs, as in one training of ${epochs} epochs.`
    case 'exponential':
      return phrase`The learning rate goes on by its schedule, × ${schedule.factor} an epoch, as in one training of ${epochs} epochs.`
    case 'cosine': {
      const before = learningRateAt(recipe, Math.max(step - 1, 0), stepsPerEpoch)
      const after = learningRateAt({ ...recipe, epochs }, step, stepsPerEpoch)
      return phrase`The cosine schedule spans all epochs, so it is worked out anew for ${epochs}: the learning rate was ${short(before)}, goes on at ${short(after)}, and falls to 0 with the last step. One training of ${epochs} epochs would have had other rates until here.`
    }
    default:
      return assertNever(schedule)
  }
}
