import type { Tensor4D } from '@tensorflow/tfjs'
import type { LayerOf } from '@shared/layers'
import { adaptiveWindow } from '@shared/layers/adaptive-pooling'
import { mapInput } from '@shared/layers/definition'
import { toPair } from '@shared/math/geometry'
import { adaptiveRun } from '@shared/math/resample'
import type { TensorFlow } from '../runtime/tensorflow'
import { onlyInput, type LayerImplementation } from './implementation'
import { mutable } from './pooling'

/** Maxima of runs of one axis, each cut out and pooled by itself. */
function poolAxis(tf: TensorFlow, x: Tensor4D, axis: 1 | 2, length: number): Tensor4D {
  const maxima = Array.from({ length }, (_, unit) => {
    const [from, end] = adaptiveRun(x.shape[axis], length, unit)
    const [begin, size] = [[0, 0, 0, 0], [...x.shape]]
    begin[axis] = from
    size[axis] = end - from
    const run: [number, number] = axis === 1 ? [end - from, 1] : [1, end - from]
    return tf.maxPool(x.slice<Tensor4D>(begin, size), run, 1, 'valid')
  })
  return maxima.length === 1 ? (maxima[0] as Tensor4D) : tf.concat4d(maxima, axis)
}

export const adaptiveMaxPool2d: LayerImplementation<LayerOf<'adaptiveMaxPool2d'>> = (tf, call) => {
  const x = onlyInput<Tensor4D>(call)
  const window = adaptiveWindow(call.layer, mapInput(call.inputShapes))
  if (window) return tf.maxPool(x, mutable(window.kernel), mutable(window.stride), 'valid')
  const [height, width] = toPair(call.layer.size)
  return poolAxis(tf, poolAxis(tf, x, 1, height), 2, width)
}
