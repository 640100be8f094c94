import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend'
import type {
  TensorMetadata,
  TFEOpAttr,
  TFJSBinding,
} from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding'
import {
  DataType,
  TraceError,
  type Source,
  type TensorType,
  type TraceNode,
  type Values,
} from './types'

/**
 * Replaces tfjs-node's binding during a trace. Every operation still runs, so that shapes and types
 * are known, and is recorded. The binding numbers its tensors and never uses a number twice, so a
 * number identifies an output.
 */
export class Recorder {
  readonly nodes: TraceNode[] = []
  readonly #sources = new Map<number, Source>()

  constructor(private readonly backend: NodeJSKernelBackend) {}

  /** Declares a tensor of the binding as an input of the function. @returns its node */
  input(id: number, type: TensorType, index: number): number {
    return this.#add({ kind: 'input', index, outputs: [type] }, [id])
  }

  /** @throws TraceError for a tensor that existed before the trace and is not an input */
  source(id: number): Source {
    const source = this.#sources.get(id)
    if (!source)
      throw new TraceError(
        'a tensor from outside the function is used that is neither its argument nor one of its variables',
      )
    return source
  }

  /**
   * Runs `work` with the binding replaced. The library's own binding is restored even after an
   * error.
   */
  during<T>(work: () => T): T {
    const holder = this.backend as { binding: TFJSBinding }
    const { binding } = holder
    const method = <F>(value: F): PropertyDescriptor => ({ value })
    holder.binding = Object.create(binding, {
      executeOp: method(
        (
          operation: string,
          attributes: TFEOpAttr[],
          ids: number[],
          outputs: number,
        ): TensorMetadata[] => {
          const made = binding.executeOp(operation, attributes, ids, outputs)
          const inputs = ids.map((id) => this.source(id))
          const types = made.map(({ dtype, shape }) => ({ dtype, shape: [...shape] }))
          this.#add(
            { kind: 'operation', operation, attributes, inputs, outputs: types },
            made.map(({ id }) => id),
          )
          return made
        },
      ),
      createTensor: method((shape: number[], dtype: number, values: Values): number => {
        if (dtype === DataType.string)
          throw new TraceError('a string tensor is made, and the graph can only hold numbers')
        const id = binding.createTensor(shape, dtype, values)
        this.#add(
          { kind: 'constant', values: values.slice(), outputs: [{ dtype, shape: [...shape] }] },
          [id],
        )
        return id
      }),
      tensorDataSync: method((id: number): Values => {
        if (this.nodes[this.source(id).node]?.kind !== 'constant') {
          throw new TraceError(
            'the function reads a value that it has computed, which would become a constant of the graph',
          )
        }
        return binding.tensorDataSync(id)
      }),
    }) as TFJSBinding
    try {
      return work()
    } finally {
      holder.binding = binding
    }
  }

  #add(node: TraceNode, ids: readonly number[]): number {
    const index = this.nodes.push(node) - 1
    ids.forEach((id, output) => this.#sources.set(id, { node: index, output }))
    return index
  }
}
