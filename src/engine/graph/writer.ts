import type { TFEOpAttr } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding'
import { nodeAttributes } from './attributes'
import { shapeProto, type AttributeProto, type NodeProto, type TensorProto } from './proto'
import { DataType, type TensorType, type Trace, type Values } from './types'

/** A tensor of the graph that is being written: its name `node:output`, type and shape. */
export interface Ref extends TensorType {
  readonly name: string
}

const elements = (shape: readonly number[]): number =>
  shape.reduce((product, size) => product * size, 1)

function tensorProto({ dtype, shape }: TensorType, values: Values): TensorProto {
  const tensorShape = shapeProto(shape)
  if (values.length === elements(shape)) {
    return {
      dtype,
      tensorShape,
      tensorContent: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    }
  }
  // One value for all.
  const one = [...values]
  if (dtype === DataType.float32) return { dtype, tensorShape, floatVal: one }
  return {
    dtype,
    tensorShape,
    ...(dtype === DataType.bool ? { boolVal: one.map(Boolean) } : { intVal: one }),
  }
}

/** Writes a graph node by node. It chooses the names, so no two nodes can have the same. */
export class GraphWriter {
  readonly #nodes: NodeProto[] = []
  readonly #names = new Set<string>()

  get nodes(): readonly NodeProto[] {
    return this.#nodes
  }

  /**
   * Adds a node as it is; the methods below add most nodes.
   * @param after names of nodes that must have run before
   * @returns its name, `wanted` or one like it
   */
  node(
    wanted: string,
    op: string,
    inputs: readonly string[],
    attr: Readonly<Record<string, AttributeProto>>,
    after: readonly string[] = [],
  ): string {
    let name = wanted
    for (let i = 1; this.#names.has(name); i++) name = `${wanted}_${i}`
    this.#names.add(name)
    this.#nodes.push({ name, op, input: [...inputs, ...after.map((other) => `^${other}`)], attr })
    return name
  }

  /** Adds an operation by its name, with the attributes that follow from its inputs. */
  operation(
    scope: string,
    op: string,
    given: readonly TFEOpAttr[],
    inputs: readonly Ref[],
    outputs: readonly TensorType[],
  ): Ref[] {
    const attributes = nodeAttributes(
      op,
      given,
      inputs.map(({ dtype }) => dtype),
    )
    const name = this.node(
      `${scope}/${op}`,
      op,
      inputs.map((input) => input.name),
      attributes,
    )
    return outputs.map((type, output) => ({ ...type, name: `${name}:${output}` }))
  }

  constant(scope: string, type: TensorType, values: Values): Ref {
    return this.held(`${scope}/Const`, type, values)
  }

  /** Adds numbers under a name of their own. */
  held(wanted: string, type: TensorType, values: Values): Ref {
    const name = this.node(wanted, 'Const', [], {
      dtype: { type: type.dtype },
      value: { tensor: tensorProto(type, values) },
    })
    return { ...type, name: `${name}:0` }
  }

  /** Adds a tensor that a caller feeds. */
  placeholder(wanted: string, type: TensorType): Ref {
    const name = this.node(wanted, 'Placeholder', [], {
      dtype: { type: type.dtype },
      shape: { shape: shapeProto(type.shape) },
    })
    return { ...type, name: `${name}:0` }
  }

  /**
   * Adds the nodes of a traced function.
   * @param inputs the tensors that become the function's inputs
   * @returns the tensors of the function's outputs
   */
  inline(scope: string, trace: Trace, inputs: readonly Ref[]): Ref[] {
    const made: Ref[][] = []
    for (const node of trace.nodes) {
      if (node.kind === 'input') made.push([inputs[node.index] as Ref])
      else if (node.kind === 'constant')
        made.push([this.constant(scope, node.outputs[0], node.values)])
      else {
        const from = node.inputs.map(({ node: index, output }) => made[index]?.[output] as Ref)
        made.push(this.operation(scope, node.operation, node.attributes, from, node.outputs))
      }
    }
    return trace.outputs.map(({ node, output }) => made[node]?.[output] as Ref)
  }
}
