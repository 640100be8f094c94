import type { PictureOperationId } from '@shared/contract/lessons'
import { convolution, conv2d, crossCorrelation } from './convolutions'
import type { Operation, PictureOperation } from './operation'
import { outputShape } from './output-shape'
import { avgPool, maxPool } from './pooling'

export type { Operation, OperationResult } from './operation'

/** The operations that make a picture of a picture. */
export const PICTURE_OPERATIONS = {
  'cross-correlation': crossCorrelation,
  convolution,
  conv2d,
  'max-pool': maxPool,
  'avg-pool': avgPool,
} as const satisfies Record<PictureOperationId, PictureOperation>

/** Every operation of the chapter that `convscope op` computes. */
export const OPERATIONS: readonly Operation[] = [...Object.values(PICTURE_OPERATIONS), outputShape]
