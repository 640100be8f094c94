import type { ModelEntry } from '@shared/contract/models'
import type { ResolvedModel } from '@shared/model/resolve'
import type { ModelSpec } from '@shared/model/spec'
import type { LoadedModel } from '../loaded-model'

export interface ModelDescription {
  readonly entry: ModelEntry
  readonly spec: ModelSpec
  readonly model: ResolvedModel
}

/** A place that models come from. */
export interface ModelSource {
  /** All its models, without their weights being read; damaged ones with their `problem`. */
  list(): Promise<ModelEntry[]>
  /** @throws AppError `not-found`, and what is wrong with the files. */
  load(id: string): Promise<LoadedModel>
  /**
   * The network alone, for sources whose weights would have to be made: a large one can then be
   * looked at without them.
   */
  describe?(id: string): Promise<ModelDescription>
  /** Changes whenever `load` would give something else. */
  version(id: string): Promise<string>
}
