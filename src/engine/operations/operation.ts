import { toNested, type Nested, type NumberArray } from './numbers'

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

/** One whose result is a picture: it can also be had as one array. */
export interface PictureOperation extends Operation {
  /** As `run`; grids of the request may be nested arrays or {shape, data}. */
  compute(request: unknown): NumberArray
}

/** The same computation for JSON and for the window. */
export const pictureOperation = (
  id: string,
  summary: string,
  fields: readonly string[],
  compute: (request: unknown) => NumberArray,
): PictureOperation => ({
  id,
  summary,
  fields,
  compute,
  run(request) {
    const { data, shape } = compute(request)
    return { output: toNested(data, shape), shape }
  },
})
