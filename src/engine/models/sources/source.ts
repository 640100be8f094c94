import type { ModelEntry } from '@shared/contract/models'
import type { ResolvedModel } from '@shared/model/resolve'
import type { ModelSpec } from '@shared/model/spec'
import type { LoadedModel } from '../loaded-model'

export interface ModelDescription {
  readonly entry: ModelEntry
  readonly spec: ModelSpec
  readonly model: ResolvedModel
}

/** A source of models. */
export interface ModelSource {
  /** All its models, without reading their weights; damaged ones with their `problem`. */
  list(): Promise<ModelEntry[]>
  /** @throws AppError `not-found`, and the faults of the files */
  load(id: string): Promise<LoadedModel>
  /**
   * Only the network, for sources whose weights would have to be made, so that a large one can be
   * shown without them.
   */
  describe?(id: string): Promise<ModelDescription>
  /** A value that changes whenever `load` would give something else. */
  version(id: string): Promise<string>
}
