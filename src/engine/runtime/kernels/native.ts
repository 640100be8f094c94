import type { DataType, Rank, Tensor, TensorInfo } from '@tensorflow/tfjs'
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend'
import type { TFEOpAttr } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding'

/** Types of numbers inside TensorFlow; tfjs itself has no byte type. */
export type NativeType = DataType | 'uint8'

/** An array as it is stored on the device. */
export interface HeldArray {
  readonly type: 'uint8' | 'float32'
  readonly shape: readonly number[]
  readonly values: Uint8Array | Float32Array
}

/**
 * Calls those of libtensorflow's own operations by name that tfjs lacks: fused forms, gradients in
 * one operation, byte tensors, stateless random numbers. Names, inputs and attributes are as in
 * TensorFlow's op list.
 */
export class NativeOps {
  constructor(private readonly backend: NodeJSKernelBackend) {}

  /** Whether operations run on a GPU if they can. */
  get onGpu(): boolean {
    return this.backend.isUsingGpuDevice
  }

  private number(type: NativeType): number {
    return type === 'uint8' ? this.backend.binding.TF_UINT8 : this.backend.getDTypeInteger(type)
  }
  private attribute(name: string, type: number, value: TFEOpAttr['value']): TFEOpAttr {
    return { name, type, value }
  }
  type(name: string, value: NativeType): TFEOpAttr {
    return this.attribute(name, this.backend.binding.TF_ATTR_TYPE, this.number(value))
  }
  integers(name: string, value: readonly number[]): TFEOpAttr {
    return this.attribute(name, this.backend.binding.TF_ATTR_INT, [...value])
  }
  integer(name: string, value: number): TFEOpAttr {
    return this.attribute(name, this.backend.binding.TF_ATTR_INT, value)
  }
  text(name: string, value: string): TFEOpAttr {
    return this.attribute(name, this.backend.binding.TF_ATTR_STRING, value)
  }
  flag(name: string, value: boolean): TFEOpAttr {
    return this.attribute(name, this.backend.binding.TF_ATTR_BOOL, value)
  }
  shape(name: string, value: readonly number[]): TFEOpAttr {
    return this.attribute(name, this.backend.binding.TF_ATTR_SHAPE, [...value])
  }
  real(name: string, value: number): TFEOpAttr {
    return this.attribute(name, this.backend.binding.TF_ATTR_FLOAT, value)
  }

  /** Runs an operation with one output. */
  run<R extends Rank = Rank>(
    operation: string,
    attributes: TFEOpAttr[],
    inputs: TensorInfo[],
  ): Tensor<R> {
    return this.backend.executeSingleOutput(operation, attributes, inputs) as Tensor<R>
  }

  /** Runs an operation with several outputs. */
  runAll(
    operation: string,
    attributes: TFEOpAttr[],
    inputs: TensorInfo[],
    outputs: number,
  ): Tensor[] {
    return this.backend.executeMultipleOutputs(operation, attributes, inputs, outputs)
  }

  /**
   * Puts an array on the device in its own type; bytes take a quarter of the memory of tfjs's
   * int32. To tfjs a tensor of bytes looks like int32, so only operations of this folder may
   * receive it. On a CPU the tensor shares the array's memory, which must not change.
   */
  held({ type, shape, values }: HeldArray): Tensor {
    const { binding } = this.backend
    const dtype = this.number(type)
    const id = binding.createTensor([...shape], dtype, values)
    // Private in tfjs-node's types, but the only way to wrap a tensor of a type that tfjs lacks.
    const wrap = this.backend as unknown as {
      createOutputTensor(meta: { id: number; shape: number[]; dtype: number }): Tensor
    }
    const tensor = wrap.createOutputTensor({ id, shape: [...shape], dtype })
    if (!this.onGpu) return tensor
    // The binding makes tensors in the processor's memory. An operation's result is on the device
    // where the operation ran.
    const moved = this.run('Identity', [this.type('T', type)], [tensor])
    tensor.dispose()
    return moved
  }
}
