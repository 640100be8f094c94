import type { Tensor2D } from '@tensorflow/tfjs'
import type { Dense } from '@shared/layers/dense'
import { tensorflow } from '../runtime/tensorflow'
import { biasAdd } from './bias-add'
import { onlyInput, type LayerOp } from './layer-op'

/** [batch, in] · [in, units] + bias. */
export const dense: LayerOp<Dense> = ({ layer, inputs, weight }) => {
  const product = tensorflow().matMul(onlyInput(inputs) as Tensor2D, weight('weight') as Tensor2D)
  return layer.bias ? biasAdd(product, weight('bias')) : product
}
