import type { Tensor4D } from '@tensorflow/tfjs'
import type { LayerOf } from '@shared/layers'
import { mapInput } from '@shared/layers/definition'
import { upsample2dTaps } from '@shared/layers/upsample2d'
import { onlyInput, type LayerImplementation } from './implementation'
import { resample } from './resample'

export const upsample2d: LayerImplementation<LayerOf<'upsample2d'>> = (tf, call) =>
  resample(tf, onlyInput<Tensor4D>(call), upsample2dTaps(call.layer, mapInput(call.inputShapes)))
