import type { OperationId, PictureOperationId } from '@shared/operations'
import { readRequest, type Request } from './fields'
import { toNested, type Nested, type NumberArray } from './numbers'

export interface OperationResult {
  /** [height][width], or [channels][height][width]; for `output-shape` the shape itself. */
  readonly output: Nested
  readonly shape: readonly number[]
}

/** One operation of the chapter that can be asked for in JSON. */
export interface Operation<Id extends OperationId = OperationId> {
  readonly id: Id
  /**
   * Computes the operation with TensorFlow, in float32.
   * @throws AppError `invalid-argument` naming the field and the sizes.
   */
  run(request: unknown): OperationResult
}

/** One whose result is a picture: it can also be had as one array. */
export interface PictureOperation<
  Id extends PictureOperationId = PictureOperationId,
> extends Operation<Id> {
  /** As `run`; grids of the request may be nested arrays or {shape, data}. */
  compute(request: unknown): NumberArray
}

/** The same computation for JSON and for the window, of a request with known fields alone. */
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
