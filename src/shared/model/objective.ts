import { AppError, phrase, type Phrase } from '../errors'
import type { Recipe } from './recipe'

/** What a training minimises, besides its loss. */
type Objective = Pick<Recipe, 'loss' | 'labelSmoothing' | 'classWeights'>

/** A field of a recipe that doesn't suit the others. */
export interface ObjectiveFault {
  readonly field: 'labelSmoothing' | 'classWeights'
  readonly words: Phrase
}

/** Why a recipe's objective can't be computed; undefined where it can. */
export function objectiveFault(
  { loss, labelSmoothing, classWeights }: Objective,
  classes: number,
): ObjectiveFault | undefined {
  if (labelSmoothing !== undefined && loss !== 'crossEntropy')
    return { field: 'labelSmoothing', words: phrase`needs the loss cross-entropy` }
  if (Array.isArray(classWeights) && classWeights.length !== classes)
    return {
      field: 'classWeights',
      words: phrase`must have one number for each class: ${classes}, but has ${classWeights.length}`,
    }
  return undefined
}

/** @throws AppError `invalid-recipe` naming the field */
export function checkObjective(recipe: Objective, classes: number): void {
  const fault = objectiveFault(recipe, classes)
  if (!fault) return
  const { field, words } = fault
  throw new AppError('invalid-recipe', phrase`Not a valid recipe: ${field}: ${words}`, { field })
}
