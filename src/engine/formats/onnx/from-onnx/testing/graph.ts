import { create } from '@bufbuild/protobuf'
import type { Shape } from '@shared/layers/definition'
import { nodeMessage, tensorMessage, valueMessage } from '../../message'
import { ModelProtoSchema, type ModelProto, type TensorProto } from '../../proto/onnx_pb'
import type { OnnxNode } from '../../to-onnx/node'
import { fromOnnx, type FromOnnx } from '..'
import { numbersOf } from '../constants'

export interface SmallGraph {
  readonly nodes: readonly OnnxNode[]
  readonly arrays?: readonly TensorProto[]
  /** The picture's axes behind that of the batch. */
  readonly input: Shape
  readonly output: string
  readonly opset?: number
}

/** An array of float32 numbers that count up in steps of `step`. */
export const counting = (name: string, shape: Shape, step = 0.1): TensorProto => {
  const length = shape.reduce((product, n) => product * n, 1)
  return tensorMessage(
    name,
    shape,
    Float32Array.from({ length }, (_, i) => (i % 7) * step - 0.2),
  )
}

export const wholeNumbers = (name: string, values: readonly number[]): TensorProto =>
  tensorMessage(name, [values.length], BigInt64Array.from(values, BigInt))

export const modelOf = ({
  nodes,
  arrays = [],
  input,
  output,
  opset = 17,
}: SmallGraph): ModelProto =>
  create(ModelProtoSchema, {
    opsetImport: [{ domain: '', version: BigInt(opset) }],
    graph: {
      name: 'small',
      node: nodes.map(nodeMessage),
      initializer: [...arrays],
      input: [valueMessage('x', input)],
      output: [{ name: output }],
    },
  })

export function read(graph: SmallGraph): FromOnnx {
  const constants = (graph.arrays ?? []).map((each) => [each.name, numbersOf(each)] as const)
  return fromOnnx('small.onnx', modelOf(graph), new Map(constants))
}
