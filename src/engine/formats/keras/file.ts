import type { NamedArrays } from '@shared/model/weights'
import type { KerasModel } from './from-keras/graph'

/** What a file of Keras holds. */
export interface KerasFile {
  readonly model: KerasModel
  /** Weights by the name of their layer; empty if they were not asked for. */
  readonly arrays: NamedArrays
  /** Weights of layers that no other layer reads, in files from here. */
  readonly unused?: NamedArrays
  /** The settings of the training, which name the loss. */
  readonly training: unknown
  /** Our own description of the model; undefined if there is none. */
  readonly description?: unknown
}
