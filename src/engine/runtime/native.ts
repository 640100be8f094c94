import type { Tensor, TensorInfo } from '@tensorflow/tfjs'
import { tensorflow } from './tensorflow'

/** An attribute of a TensorFlow op, as tfjs-node's binding takes it. */
interface OpAttribute {
  readonly name: string
  readonly type: number
  readonly value: unknown
}
interface OutputMetadata {
  readonly id: number
  readonly shape: number[]
  readonly dtype: number
}

/** The part of tfjs-node's binding and backend that runs TensorFlow's own ops by name. */
interface NativeBinding {
  readonly TF_ATTR_TYPE: number
  readonly TF_ATTR_FLOAT: number
  readonly TF_ATTR_BOOL: number
  readonly TF_ATTR_INT: number
  readonly TF_ATTR_STRING: number
  readonly TF_FLOAT: number
  readonly TF_INT32: number
  readonly TF_UINT8: number
  createTensor(shape: readonly number[], dtype: number, data: ArrayBufferView): number
  deleteTensor(id: number): void
  executeOp(name: string, attributes: readonly OpAttribute[], inputs: readonly number[], outputs: number): OutputMetadata[]
}
interface NativeBackend {
  readonly binding: NativeBinding
  executeMultipleOutputs(name: string, attributes: readonly OpAttribute[], inputs: readonly TensorInfo[], outputs: number): Tensor[]
  createOutputTensor(metadata: OutputMetadata): Tensor
}

export const nativeBackend = (): NativeBackend => tensorflow().backend() as unknown as NativeBackend

/** Attributes by kind, so that callers need not know the binding's numbers. */
export interface Attributes {
  readonly types?: Readonly<Record<string, 'float' | 'int32' | 'uint8'>>
  readonly floats?: Readonly<Record<string, number>>
  readonly booleans?: Readonly<Record<string, boolean>>
  readonly strings?: Readonly<Record<string, string>>
  readonly integers?: Readonly<Record<string, number>>
}

export function attributes({ types = {}, floats = {}, booleans = {}, strings = {}, integers = {} }: Attributes): OpAttribute[] {
  const { binding } = nativeBackend()
  const dtype = { float: binding.TF_FLOAT, int32: binding.TF_INT32, uint8: binding.TF_UINT8 }
  const of = (type: number, entries: Readonly<Record<string, unknown>>): OpAttribute[] =>
    Object.entries(entries).map(([name, value]) => ({ name, type, value }))
  return [
    ...Object.entries(types).map(([name, type]) => ({ name, type: binding.TF_ATTR_TYPE, value: dtype[type] })),
    ...of(binding.TF_ATTR_FLOAT, floats),
    ...of(binding.TF_ATTR_BOOL, booleans),
    ...of(binding.TF_ATTR_STRING, strings),
    ...of(binding.TF_ATTR_INT, integers),
  ]
}

/** Runs one of TensorFlow's ops by its name: for the ops that tfjs has no function for. Outputs belong to the open tidy. */
export const nativeOp = (name: string, inputs: readonly TensorInfo[], options: Attributes = { types: { T: 'float' } }, outputs = 1): Tensor[] =>
  nativeBackend().executeMultipleOutputs(name, attributes(options), inputs, outputs)

/** The one output of {@link nativeOp}. */
export function nativeOp1(name: string, inputs: readonly TensorInfo[], options?: Attributes): Tensor {
  const [output] = nativeOp(name, inputs, options)
  if (!output) throw new Error(`${name} gave no output`)
  return output
}
