import type { Tensor, Tensor4D } from '@tensorflow/tfjs'
import type { BatchNorm } from '@shared/layers/batch-norm'
import { nativeOp } from '../runtime/native'
import { tensorflow } from '../runtime/tensorflow'
import { onlyInput, type LayerOp } from './layer-op'

const attributesOf = (epsilon: number) =>
  ({
    types: { T: 'float', U: 'float' },
    floats: { epsilon, exponential_avg_factor: 1 },
    strings: { data_format: 'NHWC' },
    booleans: { is_training: true },
  }) as const
const gradientAttributesOf = (epsilon: number) => {
  const { floats: _, ...others } = attributesOf(epsilon)
  return { ...others, floats: { epsilon } }
}

/**
 * Normalisation by the batch's own statistics through TensorFlow's fused op and its gradient, about twice as fast as
 * the same composed of means and products. Also gives the batch's mean and unbiased variance.
 */
function normaliseByBatch(x: Tensor4D, gamma: Tensor, beta: Tensor, epsilon: number): { y: Tensor; mean: Tensor; variance: Tensor } {
  const tf = tensorflow()
  let statistics: { mean: Tensor; variance: Tensor } | undefined
  const op = tf.customGrad((...args) => {
    const [input, scale, offset, save] = args as unknown as [Tensor, Tensor, Tensor, (tensors: Tensor[]) => void]
    const empty = tf.tensor1d([])
    const outputs = nativeOp('FusedBatchNormV3', [input, scale, offset, empty, empty], attributesOf(epsilon), 6)
    const [y, mean, variance, ...reserved] = outputs as [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]
    statistics = { mean, variance }
    save([input, scale, ...reserved])
    return {
      value: y,
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [dx, dGamma, dBeta] = nativeOp('FusedBatchNormGradV3', [dy, ...saved], gradientAttributesOf(epsilon), 5)
        return [dx, dGamma, dBeta] as Tensor[]
      },
    }
  })
  const y = op(x, gamma, beta)
  if (!statistics) throw new Error('a batch norm gave no statistics')
  return { y, ...statistics }
}

/** Batch normalisation over all axes but the last; running statistics as PyTorch keeps them. */
export const batchNorm: LayerOp<BatchNorm> = ({ layer, inputs, weight, pass }) => {
  const tf = tensorflow()
  const input = onlyInput(inputs)
  const map = (input.rank === 4 ? input : input.reshape([input.shape[0] ?? 1, 1, 1, input.shape[1] ?? 1])) as Tensor4D
  const [mean, variance] = [weight('mean'), weight('variance')]
  if (!pass.training) {
    const y = tf.batchNorm4d(map, mean as never, variance as never, weight('beta') as never, weight('gamma') as never, layer.epsilon)
    return y.reshape(input.shape)
  }
  const batch = normaliseByBatch(map, weight('gamma'), weight('beta'), layer.epsilon)
  const running = (old: Tensor, now: Tensor): Tensor => old.mul(1 - layer.momentum).add(now.mul(layer.momentum))
  pass.updateStatistic(layer.id, 'mean', running(mean, batch.mean))
  pass.updateStatistic(layer.id, 'variance', running(variance, batch.variance))
  return batch.y.reshape(input.shape)
}
