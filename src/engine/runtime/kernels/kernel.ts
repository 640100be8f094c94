import type { NamedAttrMap, Tensor } from '@tensorflow/tfjs'
import type { TensorFlow } from '../tfjs'
import type { NativeOps } from './native'

/** Gradient of each input, computed only when it is needed. */
export type InputGradients = Readonly<Record<string, () => Tensor>>

/**
 * One operation: what it computes and, if it is differentiable, its gradient. tfjs keeps the inputs
 * and outputs named in `saves` until the backward pass; `back` receives the output's gradient and
 * those tensors, inputs first.
 */
export interface Kernel {
  readonly name: string
  forward(
    ops: NativeOps,
    inputs: Readonly<Record<string, Tensor>>,
    settings: NamedAttrMap,
    tf: TensorFlow,
  ): Tensor | Tensor[]
  readonly gradient?: {
    readonly saves: { readonly inputs?: string[]; readonly outputs?: boolean[] }
    back(
      ops: NativeOps,
      outputGradient: Tensor,
      saved: Tensor[],
      settings: NamedAttrMap,
      tf: TensorFlow,
    ): InputGradients
  }
}

/** Registers a kernel with tfjs, so that it takes part in automatic differentiation. */
export function registerKernel(tf: TensorFlow, ops: NativeOps, kernel: Kernel): void {
  tf.registerKernel({
    kernelName: kernel.name,
    backendName: 'tensorflow',
    kernelFunc: ({ inputs, attrs }) =>
      kernel.forward(ops, inputs as Record<string, Tensor>, attrs ?? {}, tf),
  })
  const { gradient } = kernel
  if (gradient) registerGradient(tf, ops, kernel.name, gradient)
}

/** Registers the gradient of a kernel, ours or tfjs's own. */
export function registerGradient(
  tf: TensorFlow,
  ops: NativeOps,
  name: string,
  gradient: NonNullable<Kernel['gradient']>,
): void {
  tf.registerGradient({
    kernelName: name,
    ...(gradient.saves.inputs ? { inputsToSave: gradient.saves.inputs } : {}),
    ...(gradient.saves.outputs ? { outputsToSave: gradient.saves.outputs } : {}),
    gradFunc: (dy, saved, attrs) => {
      // Only the first of several outputs is ever differentiated.
      const first = Array.isArray(dy) ? dy[0] : dy
      return gradient.back(ops, first as Tensor, saved, attrs, tf)
    },
  })
}
