import type { Recipe } from '@shared/model/recipe'
import { scheduledRate } from '@shared/recipe/schedules'

/** Learning rate of step `step` (from 0). */
export const learningRateAt = (recipe: Recipe, step: number, stepsPerEpoch: number): number =>
  scheduledRate(recipe.schedule, {
    learningRate: recipe.learningRate,
    epochs: recipe.epochs,
    step,
    stepsPerEpoch,
  })
