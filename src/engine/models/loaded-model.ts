import type { ModelEntry } from '@shared/contract/models'
import type { WeightsOrigin } from '@shared/contract/training'
import type { Normalisation } from '@shared/model/recipe'
import type { Loss } from '@shared/recipe/choices'
import type { ResolvedModel } from '@shared/model/resolve'
import type { ModelSpec } from '@shared/model/spec'
import type { NamedArrays, Silenced } from '@shared/model/weights'

/**
 * A network with its weights in memory, and what is needed to feed it a picture and name its
 * answer.
 */
export interface LoadedModel {
  readonly entry: ModelEntry
  readonly spec: ModelSpec
  readonly model: ResolvedModel
  readonly weights: NamedArrays
  /** Channels that an edited copy has switched off. */
  readonly silenced?: Silenced
  readonly normalisation?: Normalisation
  /** What it was trained to make small; without it the cross-entropy. */
  readonly loss?: Loss
  readonly classes: readonly string[]
  /** Training step of the weights, for a run. */
  readonly step?: number
  /** Where the weights of a run lie; absent for those of a training in progress. */
  readonly origin?: WeightsOrigin
  /** What its owner should know, for people: weights that are not numbers, for example. */
  readonly warnings: readonly string[]
}
