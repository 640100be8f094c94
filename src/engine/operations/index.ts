import type { OperationId, PictureOperationId } from '@shared/operations'
import { convolution, conv2d, crossCorrelation } from './convolutions'
import type { Operation, PictureOperation } from './operation'
import { outputShape } from './output-shape'
import { avgPool, maxPool } from './pooling'

export type { Operation, OperationResult } from './operation'

/** The operations that compute a picture from a picture; the compiler names a missing one. */
export const PICTURE_OPERATIONS = {
  'cross-correlation': crossCorrelation,
  convolution,
  conv2d,
  'max-pool': maxPool,
  'avg-pool': avgPool,
} as const satisfies { readonly [Id in PictureOperationId]: PictureOperation<Id> }

/** Every operation of the chapter that `convscope op` computes. */
export const OPERATIONS = {
  ...PICTURE_OPERATIONS,
  'output-shape': outputShape,
} as const satisfies { readonly [Id in OperationId]: Operation<Id> }
