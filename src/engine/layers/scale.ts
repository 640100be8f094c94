import type { Tensor } from '@tensorflow/tfjs'
import type { LayerOf } from '@shared/layers'
import type { TensorFlow } from '../runtime/tensorflow'
import { onlyInput, type LayerImplementation } from './implementation'

const constant = (tf: TensorFlow, numbers: number | readonly number[]): Tensor =>
  typeof numbers === 'number' ? tf.scalar(numbers) : tf.tensor1d([...numbers])

export const scale: LayerImplementation<LayerOf<'scale'>> = (tf, call) =>
  tf.add(tf.mul(onlyInput(call), constant(tf, call.layer.scale)), constant(tf, call.layer.offset))
