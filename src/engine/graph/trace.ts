import type { Tensor, Variable } from '@tensorflow/tfjs'
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend'
import type { TensorFlow } from '../runtime/tensorflow'
import { Recorder } from './recorder'
import type { Source, TensorType, Trace } from './types'

/** The tensors and variables that a function uses. */
export interface TraceOptions {
  /** The function's arguments, with any values; they become the trace's first inputs. */
  readonly inputs: readonly Tensor[]
  /**
   * The variables that the function may read and assign; they become the inputs after the
   * arguments.
   */
  readonly variables: readonly Variable[]
}

/** A trace, and the variables that it changes. */
export interface TracedFunction {
  /** Its outputs are the function's results, then the new values of `assigned`. */
  readonly trace: Trace
  readonly results: number
  /** Indices of the variables that the function assigns. */
  readonly assigned: readonly number[]
}

/**
 * Members that tfjs-node's types declare private. There is no other way to get the binding's tensor
 * of a tfjs tensor.
 */
interface BackendInside {
  getInputTensorIds(tensors: Tensor[]): number[]
  readonly tensorMap: { get(key: object): { readonly dtype: number } }
}

/** Like tf.tidy, but for results of any kind, which tf.tidy would search for tensors. */
export function inScope<T>(tf: TensorFlow, work: () => T): T {
  const results: T[] = []
  tf.tidy(() => {
    results.push(work())
  })
  return results[0] as T
}

/**
 * The binding's number of a tensor, and the binding's type, which differs from tfjs's for bytes.
 */
function placed(backend: NodeJSKernelBackend, tensor: Tensor): { id: number; type: TensorType } {
  const inside = backend as unknown as BackendInside
  const [id = -1] = inside.getInputTensorIds([tensor])
  const { dtype } = inside.tensorMap.get(tensor.dataId)
  return { id, type: { dtype, shape: [...tensor.shape] } }
}

/**
 * Runs a function of tfjs operations once and records the operations. Numbers that it computes in
 * JavaScript become constants of the trace, so whatever changes from call to call must be an
 * argument. Variables are left unchanged.
 * @throws TraceError if the function reads a value that it has computed, or uses a tensor from
 *   outside
 */
export function trace(
  tf: TensorFlow,
  run: () => Tensor[],
  { inputs, variables }: TraceOptions,
): TracedFunction {
  const backend = tf.backend() as NodeJSKernelBackend
  const recorder = new Recorder(backend)
  return inScope(tf, () => {
    const before = variables.map((variable) => variable.clone())
    const inputNodes = [...inputs, ...variables].map((tensor, index) => {
      const { id, type } = placed(backend, tensor)
      return recorder.input(id, type, index)
    })
    try {
      return recorder.during(() => {
        const results = tf.tidy(run)
        const sourceOf = (tensor: Tensor): Source => recorder.source(placed(backend, tensor).id)
        const assigned = variables.flatMap((variable, i) =>
          variable.dataId === before[i]?.dataId ? [] : [i],
        )
        const outputs = [...results, ...assigned.map((i) => variables[i] as Tensor)].map(sourceOf)
        return {
          trace: { nodes: recorder.nodes, inputs: inputNodes, outputs },
          results: results.length,
          assigned,
        }
      })
    } finally {
      variables.forEach((variable, i) => variable.assign(before[i] as Tensor))
    }
  })
}
