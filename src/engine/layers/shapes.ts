import type { Tensor4D } from '@tensorflow/tfjs'
import type { Flatten } from '@shared/layers/flatten'
import type { GlobalAvgPool2d } from '@shared/layers/global-avg-pool2d'
import type { Add, Concat } from '@shared/layers/merge'
import { tensorflow } from '../runtime/tensorflow'
import { onlyInput, type LayerOp } from './layer-op'

export const flatten: LayerOp<Flatten> = ({ inputs }) => {
  const x = onlyInput(inputs)
  return x.reshape([x.shape[0] ?? 1, x.size / (x.shape[0] ?? 1)])
}

export const globalAvgPool2d: LayerOp<GlobalAvgPool2d> = ({ inputs }) => tensorflow().mean(onlyInput(inputs) as Tensor4D, [1, 2])

export const add: LayerOp<Add> = ({ inputs }) => inputs.reduce((sum, x) => sum.add(x))

export const concat: LayerOp<Concat> = ({ inputs }) => tensorflow().concat([...inputs], -1)
