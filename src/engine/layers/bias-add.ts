import type { Tensor } from '@tensorflow/tfjs'
import { nativeOp1 } from '../runtime/native'
import { tensorflow } from '../runtime/tensorflow'

/** x + bias over the last axis by TensorFlow's BiasAdd, whose gradient is one reduction instead of tfjs's chain. */
export function biasAdd(x: Tensor, bias: Tensor): Tensor {
  const options = { types: { T: 'float' }, strings: { data_format: 'NHWC' } } as const
  const op = tensorflow().customGrad((...args) => {
    const [a, b] = args as [Tensor, Tensor]
    return {
      value: nativeOp1('BiasAdd', [a, b], options),
      gradFunc: (dy: Tensor) => [dy, nativeOp1('BiasAddGrad', [dy], options)],
    }
  })
  return op(x, bias)
}
