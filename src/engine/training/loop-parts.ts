import type { Recipe } from '@shared/model/recipe'
import type { ResolvedModel } from '@shared/model/resolve'
import type { NamedArrays } from '@shared/model/weights'
import { weightsOfClasses } from '@shared/recipe/class-weights'
import { classCounts } from '../datasets'
import type { Examples } from '../evaluate/device-split'

/** A recipe whose class weights are numbers, one for each class. */
export type LoopRecipe = Omit<Recipe, 'classWeights'> & {
  readonly classWeights?: readonly number[] | undefined
}

/** What every step loop needs. */
export interface LoopParts {
  readonly model: ResolvedModel
  readonly recipe: LoopRecipe
  /** The network's first weights. */
  readonly weights: NamedArrays
  readonly train: Examples
  /** What is measured at the end of every epoch: the validation part, or the test part. */
  readonly heldOut: Examples
}

/** The recipe with the weights that its classes get from the training part. */
export const loopRecipe = (
  { classWeights, ...recipe }: Recipe,
  { labels, count }: Pick<Examples, 'labels' | 'count'>,
  classes: number,
): LoopRecipe => ({
  ...recipe,
  ...(classWeights && {
    classWeights: weightsOfClasses(classWeights, classCounts(labels.subarray(0, count), classes)),
  }),
})
