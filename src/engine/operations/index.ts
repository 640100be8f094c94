import { convolution, conv2d, crossCorrelation } from './convolutions'
import type { Operation } from './operation'
import { outputShape } from './output-shape'
import { avgPool, maxPool } from './pooling'

export type { Operation, OperationResult } from './operation'

/** Every operation of the chapter that `convscope op` computes. */
export const OPERATIONS: readonly Operation[] = [crossCorrelation, convolution, conv2d, maxPool, avgPool, outputShape]
