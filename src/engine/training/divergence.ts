import { AppError, phrase, type Phrase } from '@shared/errors'
import type { Normalisation, Recipe } from '@shared/model/recipe'
import { learningRateAt } from '@shared/model/learning-rate'

/**
 * The largest plausible value of an input. Pictures have values of 0…1, and normalised ones stay
 * within about ±4 (ImageNet's within 2.7). Beyond this the normalisation itself is wrong.
 */
const LARGEST_INPUT = 10
/** In the first steps a rate that is only slightly too high has had no effect yet. */
const EARLY_STEPS = 2
/** A rate that has grown by less than this counts as that of the recipe. */
const GROWN = 1.01

/** The largest absolute value of a picture after normalisation. */
function largestInput({ mean, std }: Normalisation): number {
  const bounds = mean.flatMap((m, channel) => {
    const s = std[channel] ?? std[0] ?? 1
    return [Math.abs((0 - m) / s), Math.abs((1 - m) / s)]
  })
  return Math.max(0, ...bounds)
}

const short = (value: number): string => String(Number(value.toPrecision(3)))

/** The most likely reason for infinite numbers at a step, counted from 1, and what to change. */
function advice(recipe: Recipe, step: number, rate: number): Phrase {
  const { normalisation, schedule } = recipe
  const reach = normalisation ? largestInput(normalisation) : 1
  if (reach > LARGEST_INPUT)
    return phrase`Normalised, the pictures reach ±${short(reach)}: check mean and standard deviation, which are of values from 0 to 1.`
  if (step === 1)
    return phrase`No weight had been changed by then, so it is not the learning rate: choose other first weights, or put batch norms into the network.`
  if (rate > recipe.learningRate * GROWN)
    return phrase`The schedule has raised the learning rate from ${recipe.learningRate} to ${short(rate)} by then: choose a factor below 1.`
  if (step > EARLY_STEPS) return phrase`Try a learning rate below ${rate}.`
  return schedule.kind === 'cosine' || schedule.kind === 'oneCycle'
    ? phrase`So early it may be the first weights as well as the learning rate: try a rate below ${rate}, other first weights or a longer warm-up.`
    : phrase`So early it may be the first weights as well as the learning rate: try a rate below ${rate}, other first weights, or the schedule cosine with a warm-up.`
}

/**
 * The error of a training whose numbers are no longer finite.
 * @param reduced the rate of a schedule that follows the loss
 * @param step the step whose loss or weights are not finite, counted from 1
 */
export function divergence(
  recipe: Recipe,
  step: number,
  stepsPerEpoch: number,
  reduced?: number,
): AppError {
  const learningRate = learningRateAt(recipe, Math.max(step - 1, 0), stepsPerEpoch, reduced)
  return new AppError(
    'diverged',
    phrase`The training has diverged: at step ${step} its numbers are no longer finite. ${advice(recipe, step, learningRate)} The last finite checkpoint is kept.`,
    { step, learningRate },
  )
}
