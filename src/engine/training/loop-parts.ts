import type { Recipe } from '@shared/model/recipe'
import type { ResolvedModel } from '@shared/model/resolve'
import type { NamedArrays } from '@shared/model/weights'
import type { Examples } from '../evaluate/device-split'

/** What every step loop needs. */
export interface LoopParts {
  readonly model: ResolvedModel
  readonly recipe: Recipe
  /** The network's first weights. */
  readonly weights: NamedArrays
  readonly train: Examples
  /** What is measured at the end of every epoch: the validation part, or the test part. */
  readonly heldOut: Examples
}
