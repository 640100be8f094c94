import type { OperationId, PictureOperationId } from '@shared/operations'
import { readRequest, type Request } from './fields'
import { toNested, type Nested, type NumberArray } from './numbers'

export interface OperationResult {
  /** [height][width], or [channels][height][width]; for `output-shape` the shape itself. */
  readonly output: Nested
  readonly shape: readonly number[]
}

/** One operation of the chapter, with requests in JSON. */
export interface Operation<Id extends OperationId = OperationId> {
  readonly id: Id
  /**
   * Computes the operation with TensorFlow, in float32.
   * @throws AppError `invalid-argument` naming the field and the sizes.
   */
  run(request: unknown): OperationResult
}

/** An operation whose result is a picture, which can also be returned as one array. */
export interface PictureOperation<
  Id extends PictureOperationId = PictureOperationId,
> extends Operation<Id> {
  /** As `run`; grids of the request may be nested arrays or {shape, data}. */
  compute(request: unknown): NumberArray
}

/** The same computation for JSON and for the window, for requests with only known fields. */
export function pictureOperation<Id extends PictureOperationId>(
  id: Id,
  compute: (request: Request) => NumberArray,
): PictureOperation<Id> {
  const computed = (given: unknown): NumberArray => compute(readRequest(given, id))
  return {
    id,
    compute: computed,
    run(given) {
      const { data, shape } = computed(given)
      return { output: toNested(data, shape), shape }
    },
  }
}
