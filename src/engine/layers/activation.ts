import type { Tensor } from '@tensorflow/tfjs'
import type { Activation, ActivationFunction, Softmax } from '@shared/layers/activation'
import { nativeOp1 } from '../runtime/native'
import { tensorflow } from '../runtime/tensorflow'
import { onlyInput, type LayerOp } from './layer-op'

/** f by one of TensorFlow's ops, and its gradient by the op made for it (tfjs composes it of up to ten). */
function withNativeGradient(f: (x: Tensor) => Tensor, gradient: (dy: Tensor, x: Tensor, y: Tensor) => Tensor): (x: Tensor) => Tensor {
  return (x) =>
    tensorflow().customGrad((...args) => {
      const [input, save] = args as unknown as [Tensor, (tensors: Tensor[]) => void]
      const value = f(input)
      save([input, value])
      return { value, gradFunc: (dy: Tensor, saved: Tensor[]) => gradient(dy, saved[0] as Tensor, saved[1] as Tensor) }
    })(x)
}

const functions = {
  sigmoid: withNativeGradient((x) => nativeOp1('Sigmoid', [x]), (dy, _, y) => nativeOp1('SigmoidGrad', [y, dy])),
  relu: withNativeGradient((x) => nativeOp1('Relu', [x]), (dy, x) => nativeOp1('ReluGrad', [dy, x])),
  tanh: withNativeGradient((x) => nativeOp1('Tanh', [x]), (dy, _, y) => nativeOp1('TanhGrad', [y, dy])),
  relu6: withNativeGradient((x) => nativeOp1('Relu6', [x]), (dy, x) => nativeOp1('Relu6Grad', [dy, x])),
  elu: withNativeGradient((x) => nativeOp1('Elu', [x]), (dy, _, y) => nativeOp1('EluGrad', [dy, y])),
  selu: withNativeGradient((x) => nativeOp1('Selu', [x]), (dy, _, y) => nativeOp1('SeluGrad', [dy, y])),
  softplus: withNativeGradient((x) => nativeOp1('Softplus', [x]), (dy, x) => nativeOp1('SoftplusGrad', [dy, x])),
  /** Slope 0.01 below zero, PyTorch's default. */
  leakyRelu: (x) => tensorflow().leakyRelu(x, 0.01),
  /** x·Φ(x) with the normal distribution's Φ, exact. */
  gelu: (x) => x.mul(x.mul(Math.SQRT1_2).erf().add(1).mul(0.5)),
  swish: (x) => x.mul(x.sigmoid()),
  linear: (x) => x.clone(),
} satisfies Record<ActivationFunction, (x: Tensor) => Tensor>

export const activation: LayerOp<Activation> = ({ layer, inputs }) => functions[layer.function](onlyInput(inputs))

export const softmax: LayerOp<Softmax> = ({ inputs }) => tensorflow().softmax(onlyInput(inputs))
