import { scheduledRate } from '../recipe/schedules'
import type { Recipe } from './recipe'

/** Learning rate of step `step` (from 0). */
export const learningRateAt = (recipe: Recipe, step: number, stepsPerEpoch: number): number =>
  scheduledRate(recipe.schedule, {
    learningRate: recipe.learningRate,
    epochs: recipe.epochs,
    step,
    stepsPerEpoch,
  })
