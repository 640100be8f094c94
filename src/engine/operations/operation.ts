import type { Nested } from './numbers'

export interface OperationResult {
  /** [height][width], or [channels][height][width]; for `output-shape` the shape itself. */
  readonly output: Nested
  readonly shape: readonly number[]
}

/** One operation of the chapter that can be asked for in JSON. */
export interface Operation {
  readonly id: string
  /** One line for the help. */
  readonly summary: string
  /** Fields that a request may have. */
  readonly fields: readonly string[]
  /**
   * Computes the operation with TensorFlow, in float32.
   * @throws AppError `invalid-argument` naming the field and the sizes.
   */
  run(request: unknown): OperationResult
}
