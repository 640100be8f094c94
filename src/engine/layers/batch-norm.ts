import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs'
import type { LayerOf } from '@shared/layers'
import { normaliseBatch } from '../runtime/kernels/batch-norm'
import { onlyInput, type LayerImplementation } from './implementation'

/** A vector's values are the channels of a map of one cell. */
const asMap = (x: Tensor): Tensor4D =>
  x.rank === 4 ? (x as Tensor4D) : x.expandDims<Tensor4D>(1).expandDims(1)

export const batchNorm: LayerImplementation<LayerOf<'batchNorm'>> = (tf, call) => {
  const { layer, training } = call
  const x = onlyInput(call)
  const [gamma, beta] = [call.weight('gamma'), call.weight('beta')]
  if (!training) {
    const [mean, variance] = [call.weight('mean') as Tensor1D, call.weight('variance') as Tensor1D]
    return tf
      .batchNorm4d(asMap(x), mean, variance, beta as Tensor1D, gamma as Tensor1D, layer.epsilon)
      .reshape(x.shape)
  }
  const { output, mean, variance } = normaliseBatch(tf, asMap(x), gamma, beta, layer.epsilon)
  training.onStatistics(layer.id, mean, variance)
  return output.reshape(x.shape)
}
