import { scheduledRate } from '../recipe/schedules'
import type { Recipe } from './recipe'

/**
 * Learning rate of step `step` (from 0).
 * @param reduced the rate of a schedule that follows the loss, at this step
 */
export const learningRateAt = (
  recipe: Recipe,
  step: number,
  stepsPerEpoch: number,
  reduced?: number,
): number =>
  scheduledRate(recipe.schedule, {
    learningRate: recipe.learningRate,
    epochs: recipe.epochs,
    step,
    stepsPerEpoch,
    reduced,
  })
