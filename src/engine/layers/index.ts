import type { Tensor } from '@tensorflow/tfjs'
import type { Layer, LayerKind, LayerOf } from '@shared/layers'
import { activation, softmax } from './activation'
import { batchNorm } from './batch-norm'
import { conv2d } from './conv2d'
import { dense } from './dense'
import { dropout } from './dropout'
import type { LayerCall, LayerOp } from './layer-op'
import { avgPool2d, maxPool2d } from './pooling'
import { add, concat, flatten, globalAvgPool2d } from './shapes'

/** The computation of every layer kind; the compiler names one that is forgotten here. */
const LAYER_OPS = {
  conv2d,
  maxPool2d,
  avgPool2d,
  globalAvgPool2d,
  flatten,
  dense,
  activation,
  softmax,
  batchNorm,
  dropout,
  add,
  concat,
} satisfies { [K in LayerKind]: LayerOp<LayerOf<K>> }

/** Computes a layer of any kind. */
export const computeLayer = (call: LayerCall<Layer>): Tensor => (LAYER_OPS[call.layer.kind] as LayerOp<Layer>)(call)
