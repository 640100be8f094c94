import type { Tensor } from '@tensorflow/tfjs'
import type { Layer, LayerKind, LayerOf } from '@shared/layers'
import type { TensorFlow } from '../runtime/tensorflow'
import { activation } from './activation'
import { add } from './add'
import { avgPool2d } from './avg-pool2d'
import { batchNorm } from './batch-norm'
import { concat } from './concat'
import { convTranspose2d } from './conv-transpose2d'
import { conv2d } from './conv2d'
import { dense } from './dense'
import { dropout } from './dropout'
import { flatten } from './flatten'
import { globalAvgPool2d } from './global-avg-pool2d'
import type { LayerCall, LayerImplementation } from './implementation'
import { maxPool2d } from './max-pool2d'
import { adaptiveAvgPool2d } from './adaptive-avg-pool2d'
import { adaptiveMaxPool2d } from './adaptive-max-pool2d'
import { crop2d } from './crop2d'
import { globalMaxPool2d } from './global-max-pool2d'
import { pad2d } from './pad2d'
import { upsample2d } from './upsample2d'
import { multiply } from './multiply'
import { prelu } from './prelu'
import { softmax } from './softmax'
import { channelShuffle } from './channel-shuffle'
import { groupNorm } from './group-norm'
import { layerNorm } from './layer-norm'
import { localResponseNorm } from './local-response-norm'
import { scale } from './scale'
import { slice } from './slice'

/** Every layer kind on TensorFlow; the compiler names one that is forgotten here. */
const IMPLEMENTATIONS = {
  conv2d,
  convTranspose2d,
  maxPool2d,
  avgPool2d,
  adaptiveMaxPool2d,
  adaptiveAvgPool2d,
  globalMaxPool2d,
  globalAvgPool2d,
  pad2d,
  crop2d,
  upsample2d,
  flatten,
  dense,
  activation,
  prelu,
  softmax,
  batchNorm,
  layerNorm,
  groupNorm,
  localResponseNorm,
  scale,
  dropout,
  add,
  multiply,
  concat,
  slice,
  channelShuffle,
} satisfies { [K in LayerKind]: LayerImplementation<LayerOf<K>> }

/** Computes one layer by the implementation of its kind. */
export const computeLayer = (tf: TensorFlow, call: LayerCall<Layer>): Tensor =>
  (IMPLEMENTATIONS[call.layer.kind] as LayerImplementation<Layer>)(tf, call)
