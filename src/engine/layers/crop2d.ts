import type { Tensor4D } from '@tensorflow/tfjs'
import type { LayerOf } from '@shared/layers'
import { crop2dSides } from '@shared/layers/crop2d'
import { onlyInput, type LayerImplementation } from './implementation'

export const crop2d: LayerImplementation<LayerOf<'crop2d'>> = (_, call) => {
  const x = onlyInput<Tensor4D>(call)
  const [[top, bottom], [left, right]] = crop2dSides(call.layer)
  const [batch, height, width, channels] = x.shape
  return x.slice([0, top, left, 0], [batch, height - top - bottom, width - left - right, channels])
}
