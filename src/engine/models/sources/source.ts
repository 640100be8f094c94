import type { ModelEntry } from '@shared/contract/models'
import type { LoadedModel } from '../loaded-model'

/** A place that models come from. */
export interface ModelSource {
  /** All its models, without their weights being read; damaged ones with their `problem`. */
  list(): Promise<ModelEntry[]>
  /** @throws AppError `not-found`, and what is wrong with the files. */
  load(id: string): Promise<LoadedModel>
  /** Changes whenever `load` would give something else. */
  version(id: string): Promise<string>
}
