import type { TFEOpAttr } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding'

/** TensorFlow's numbers for the types that the binding knows (types.proto). */
export const DataType = {
  float32: 1,
  int32: 3,
  uint8: 4,
  string: 7,
  bool: 10,
  resource: 20,
} as const
export type DataTypeNumber = number

/** Type and shape of a tensor. */
export interface TensorType {
  readonly dtype: DataTypeNumber
  readonly shape: readonly number[]
}

/** The values of a tensor in JavaScript; bool and uint8 are bytes. */
export type Values = Float32Array | Int32Array | Uint8Array

/** An output of a traced node. */
export interface Source {
  readonly node: number
  readonly output: number
}

/** An argument of the traced function. */
interface InputNode {
  readonly kind: 'input'
  readonly index: number
  readonly outputs: readonly [TensorType]
}

/** Numbers that were made in JavaScript during the trace, and are therefore constant. */
export interface ConstantNode {
  readonly kind: 'constant'
  /** As many values as the shape says, or one value for all elements. */
  readonly values: Values
  readonly outputs: readonly [TensorType]
}

/** One call of a TensorFlow operation. */
export interface OperationNode {
  readonly kind: 'operation'
  readonly operation: string
  readonly attributes: readonly TFEOpAttr[]
  readonly inputs: readonly Source[]
  readonly outputs: readonly TensorType[]
}

export type TraceNode = InputNode | ConstantNode | OperationNode

/** A function as the operations that it ran: nodes in order, each using only earlier ones. */
export interface Trace {
  readonly nodes: readonly TraceNode[]
  /** The node of each input of the function. */
  readonly inputs: readonly number[]
  readonly outputs: readonly Source[]
}

/** Says why a function can't become a graph. The message is for people. */
export class TraceError extends Error {
  override readonly name = 'TraceError'
}
