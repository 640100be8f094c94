import { create, type MessageInitShape } from '@bufbuild/protobuf'
import type { Shape } from '@shared/layers/definition'
import { bytesOf } from '../zip/pieces'
import {
  AttributeProto_AttributeType as AttributeType,
  NodeProtoSchema,
  TensorProto_DataType as DataType,
  TensorProtoSchema,
  ValueInfoProtoSchema,
  type AttributeProtoSchema,
  type NodeProto,
  type TensorProto,
  type ValueInfoProto,
} from './proto/onnx_pb'
import type { Attribute, OnnxNode } from './to-onnx/node'

type AttributeInit = MessageInitShape<typeof AttributeProtoSchema>

function attributeMessage(name: string, value: Attribute): AttributeInit {
  if ('float' in value) return { name, type: AttributeType.FLOAT, f: Math.fround(value.float) }
  if ('int' in value) return { name, type: AttributeType.INT, i: BigInt(value.int) }
  if ('ints' in value)
    return { name, type: AttributeType.INTS, ints: value.ints.map((each) => BigInt(each)) }
  return { name, type: AttributeType.STRING, s: new TextEncoder().encode(value.text) }
}

/** @param name the node's own; it must be the only one of its name */
export const nodeMessage = ({ op, inputs, output, attributes = {} }: OnnxNode): NodeProto =>
  create(NodeProtoSchema, {
    name: output,
    opType: op,
    input: [...inputs],
    output: [output],
    attribute: Object.entries(attributes).map(([name, value]) => attributeMessage(name, value)),
  })

/** An array with its numbers in the message. The array's memory is not copied. */
export const tensorMessage = (
  name: string,
  shape: Shape,
  values: Float32Array | BigInt64Array,
): TensorProto =>
  create(TensorProtoSchema, {
    name,
    dims: shape.map((length) => BigInt(length)),
    dataType: values instanceof Float32Array ? DataType.FLOAT : DataType.INT64,
    rawData: bytesOf(values),
  })

/** A tensor of float32 numbers whose first axis is the batch, of any length. */
export const valueMessage = (name: string, shape: Shape): ValueInfoProto =>
  create(ValueInfoProtoSchema, {
    name,
    type: {
      value: {
        case: 'tensorType',
        value: {
          elemType: DataType.FLOAT,
          shape: {
            dim: [
              { value: { case: 'dimParam', value: 'batch' } },
              ...shape.map((length) => ({
                value: { case: 'dimValue' as const, value: BigInt(length) },
              })),
            ],
          },
        },
      },
    },
  })
