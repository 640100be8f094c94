import type { Tensor2D } from '@tensorflow/tfjs'
import type { LayerOf } from '@shared/layers'
import { biasAdd } from '../runtime/kernels/bias-add'
import { matMul } from '../runtime/kernels/mat-mul'
import { onlyInput, type LayerImplementation } from './implementation'

export const dense: LayerImplementation<LayerOf<'dense'>> = (tf, call) => {
  const sums = matMul(tf, onlyInput<Tensor2D>(call), call.weight('weight') as Tensor2D)
  return call.layer.bias ? biasAdd(tf, sums, call.weight('bias')) : sums
}
