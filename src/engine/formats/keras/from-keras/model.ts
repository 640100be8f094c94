import type { AppError } from '@shared/errors'

/** One layer of a Keras model, with its settings and its inputs. */
export interface KerasLayer {
  readonly className: string
  readonly name: string
  readonly config: Readonly<Record<string, unknown>>
  readonly inputs: readonly string[]
  /** The name of the operation, if Keras wrote an operation among the layers. */
  readonly operation?: string | undefined
  /** Why it can't be read, where its entry alone shows that. */
  readonly fault?: AppError | undefined
  /** Names of the models that it is in, from the outermost, and its own. */
  readonly chain: readonly string[]
  /** Where Keras 3 keeps its weights in a file: layers/conv2d_1. */
  readonly container: string
  /** The layers of a model that is called like a layer, before they are among the others. */
  readonly model?: KerasModel
}

/** A Keras model with one input and one output; its layers are in an order of computation. */
export interface KerasModel {
  readonly name: string
  readonly layers: readonly KerasLayer[]
  readonly output: string
  /** Whose layers these are, where the file says so: some compute otherwise under the same name. */
  readonly writer?: KerasWriter | undefined
}
export type KerasWriter = 'keras2' | 'keras3' | 'tfjs'
