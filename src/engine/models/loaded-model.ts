import type { Words } from '@shared/errors'
import type { ModelEntry } from '@shared/contract/models'
import type { Reliance } from '@shared/contract/reliability'
import type { WeightsOrigin } from '@shared/contract/training'
import type { Extra } from '@shared/formats'
import type { Fitting } from '@shared/recipe/fitting'
import type { Unknown } from '@shared/model/preprocessing'
import type { Normalisation, Recipe } from '@shared/model/recipe'
import type { Loss } from '@shared/recipe/choices'
import type { ResolvedModel } from '@shared/model/resolve'
import type { ModelSpec } from '@shared/model/spec'
import type { NamedArrays, Silenced } from '@shared/model/weights'

/**
 * A network with its weights in memory, and what is needed to feed it a picture and to name its
 * outputs.
 */
export interface LoadedModel {
  readonly entry: ModelEntry
  readonly spec: ModelSpec
  readonly model: ResolvedModel
  readonly weights: NamedArrays
  /** Channels that an edited copy has switched off. */
  readonly silenced?: Silenced
  readonly normalisation?: Normalisation
  /** How pictures of other proportions become its input; stretched if absent. */
  readonly fitting?: Fitting
  /** The loss that it was trained with; without it the cross-entropy. */
  readonly loss?: Loss
  readonly classes: readonly string[]
  /** What another program's file did not say, and nobody has said since. */
  readonly assumed?: readonly Unknown[]
  /** How it was trained, where that is known. */
  readonly recipe?: Omit<Recipe, 'model'>
  /** What its probabilities are worth, where its export says so. */
  readonly reliance?: Reliance
  /** What the graph of its export will have beyond the network. */
  readonly extras?: readonly Extra[]
  /** Training step of the weights, for a run. */
  readonly step?: number
  /** The file of a run's weights; absent for those of a running training. */
  readonly origin?: WeightsOrigin
  /** Warnings for the user, such as weights that are not numbers. */
  readonly warnings: readonly Words[]
}
