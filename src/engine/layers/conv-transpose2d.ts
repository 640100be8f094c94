import type { Tensor4D } from '@tensorflow/tfjs'
import type { LayerOf } from '@shared/layers'
import { convTranspose2dWindow } from '@shared/layers/conv-transpose2d'
import { mapInput } from '@shared/layers/definition'
import { toPair } from '@shared/math/geometry'
import { biasAdd } from '../runtime/kernels/bias-add'
import { convolveTransposed } from '../runtime/kernels/conv2d-transpose'
import { onlyInput, type LayerImplementation } from './implementation'

export const convTranspose2d: LayerImplementation<LayerOf<'convTranspose2d'>> = (tf, call) => {
  const { layer } = call
  const maps = convolveTransposed(
    tf,
    onlyInput<Tensor4D>(call),
    call.weight('weight') as Tensor4D,
    {
      ...convTranspose2dWindow(layer, mapInput(call.inputShapes)),
      outputPadding: toPair(layer.outputPadding),
      groups: layer.groups,
    },
  )
  return layer.bias ? biasAdd(tf, maps, call.weight('bias')) : maps
}
