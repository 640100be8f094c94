import type { Tensor, Variable } from '@tensorflow/tfjs'
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend'
import type { TensorFlow } from '../runtime/tensorflow'
import { Recorder } from './recorder'
import type { Source, TensorType, Trace } from './types'

/** Where a function's tensors and variables come from. */
export interface TraceOptions {
  /** The function's arguments, with any values: they are the trace's first inputs. */
  readonly inputs: readonly Tensor[]
  /** What the function may read and assign; the inputs after the arguments. */
  readonly variables: readonly Variable[]
}

/** A trace, with what becomes of the variables. */
export interface TracedFunction {
  /** Its outputs are the function's results, then the new values of `assigned`. */
  readonly trace: Trace
  readonly results: number
  /** Indices of the variables that the function assigns. */
  readonly assigned: readonly number[]
}

/**
 * What tfjs-node's types call private: there is no other way to the binding's tensor of a tfjs
 * tensor.
 */
interface BackendInside {
  getInputTensorIds(tensors: Tensor[]): number[]
  readonly tensorMap: { get(key: object): { readonly dtype: number } }
}

/** As tf.tidy, which would look through a result of any other kind for tensors. */
export function inScope<T>(tf: TensorFlow, work: () => T): T {
  const results: T[] = []
  tf.tidy(() => {
    results.push(work())
  })
  return results[0] as T
}

/** The binding's number of a tensor and its own type, which tfjs's differs from for bytes. */
function placed(backend: NodeJSKernelBackend, tensor: Tensor): { id: number; type: TensorType } {
  const inside = backend as unknown as BackendInside
  const [id = -1] = inside.getInputTensorIds([tensor])
  const { dtype } = inside.tensorMap.get(tensor.dataId)
  return { id, type: { dtype, shape: [...tensor.shape] } }
}

/**
 * Runs a function of tfjs operations once and writes down what it does. Numbers that it works out
 * in JavaScript become constants of the trace: what must change from call to call has to be an
 * argument. Variables are left as they were.
 * @throws TraceError where the function reads a value that it has computed, or uses a tensor from
 *   elsewhere
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
