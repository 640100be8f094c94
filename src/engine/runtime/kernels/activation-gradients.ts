import type { Tensor } from '@tensorflow/tfjs'
import type { Kernel } from './kernel'
import type { NativeOps } from './native'

type Gradient = NonNullable<Kernel['gradient']>

const run = (ops: NativeOps, operation: string, inputs: Tensor[]): Tensor =>
  ops.run(operation, [ops.type('T', 'float32')], inputs)

/** The operation takes the function's value first, then the gradient. */
const fromOutput = (operation: string): Gradient => ({
  saves: { outputs: [true] },
  back: (ops, dy, [y]) => ({ x: () => run(ops, operation, [y as Tensor, dy]) }),
})

/** The operation takes the gradient first, then the function's value. */
const gradientFirst = (operation: string): Gradient => ({
  saves: { outputs: [true] },
  back: (ops, dy, [y]) => ({ x: () => run(ops, operation, [dy, y as Tensor]) }),
})

/**
 * Gradients of tfjs's own activations as one operation each; tfjs needs up to ten operations for
 * one. The keys are tfjs's kernel names.
 */
export const ACTIVATION_GRADIENTS: Readonly<Record<string, Gradient>> = {
  Sigmoid: fromOutput('SigmoidGrad'),
  Tanh: fromOutput('TanhGrad'),
  Relu: gradientFirst('ReluGrad'),
  Relu6: gradientFirst('Relu6Grad'),
}
