import type { Shape, WeightInfo } from '@shared/layers/definition'
import { DataType, nodeAttributes, type GraphWriter, type Values } from '../../../graph'

/** A tensor of the graph: `node:output`, and its type. */
export interface Value {
  readonly name: string
  readonly dtype: number
}

type Attribute = boolean | number | string | readonly number[]
export type Attributes = Readonly<Record<string, Attribute>>

/** Gives a layer's array as a tensor of the graph. */
export type Held = (weight: WeightInfo['name']) => Value

/**
 * Writes the operations of one layer. Their names begin with the layer's id; maps are [batch, height,
 * width, channels], and the batch is never written down.
 */
export class LayerGraph {
  constructor(
    private readonly writer: GraphWriter,
    private readonly layer: string,
    readonly weight: Held,
  ) {}

  /** Adds an operation with one output; most give float32 numbers. */
  op(
    operation: string,
    inputs: readonly Value[],
    attributes: Attributes = {},
    dtype: number = DataType.float32,
  ): Value {
    const given = Object.entries(attributes).map(([name, value]) => ({ name, value }))
    const name = this.writer.node(
      `${this.layer}/${operation}`,
      operation,
      inputs.map((input) => input.name),
      nodeAttributes(
        operation,
        given,
        inputs.map((input) => input.dtype),
      ),
    )
    return { name: `${name}:0`, dtype }
  }

  /** Equal parts of a tensor along an axis. */
  split(x: Value, count: number, axis: number): readonly Value[] {
    if (count === 1) return [x]
    const { name } = this.op('Split', [this.ints('axis', axis), x], { num_split: count })
    const node = name.slice(0, -':0'.length)
    return Array.from({ length: count }, (_, i) => ({ name: `${node}:${i}`, dtype: x.dtype }))
  }

  /** The tensors one after the other along an axis. */
  joined(parts: readonly Value[], axis: number): Value {
    const [first] = parts
    if (first && parts.length === 1) return first
    return this.op('ConcatV2', [...parts, this.ints('axis', axis)])
  }

  /** Whole numbers, such as a shape or axes; a single number is a scalar. */
  ints(what: string, values: number | readonly number[], shape?: Shape): Value {
    const isOne = typeof values === 'number'
    const list = isOne ? [values] : values
    const own = shape ?? (isOne ? [] : [list.length])
    return this.#constant(what, DataType.int32, own, Int32Array.from(list))
  }

  /** Numbers of a layer's own that are no weights. */
  floats(what: string, values: Float32Array | readonly number[], shape: Shape): Value {
    return this.#constant(what, DataType.float32, shape, Float32Array.from(values))
  }

  number(what: string, value: number): Value {
    return this.floats(what, [value], [])
  }

  /** The same values in another shape; −1 is the batch. */
  reshaped(x: Value, shape: Shape): Value {
    return this.op('Reshape', [x, this.ints('shape', shape)])
  }

  /** `size` cells of each axis from `begin`; the size −1 is all that there are. */
  sliced(x: Value, begin: readonly number[], size: readonly number[]): Value {
    return this.op('Slice', [x, this.ints('begin', begin), this.ints('size', size)])
  }

  #constant(what: string, dtype: number, shape: Shape, values: Values): Value {
    return {
      name: this.writer.constant(`${this.layer}/${what}`, { dtype, shape }, values).name,
      dtype,
    }
  }
}
