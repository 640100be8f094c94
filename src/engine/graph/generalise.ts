import type { TFEOpAttr } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding'
import { TraceError, type TensorType, type Trace, type TraceNode, type Values } from './types'

/** A trace and the size that it was made with, such as the number of examples in a batch. */
export interface SizedTrace {
  readonly size: number
  readonly trace: Trace
}

type Of<T> = (size: number) => T

const constant =
  <T>(value: T): Of<T> =>
  () =>
    value

/** A number that equals α · size + β in all samples. */
function affine(values: readonly number[], sizes: readonly number[], what: string): Of<number> {
  const [v0 = NaN, v1 = NaN] = values
  if (values.every((value) => Object.is(value, v0))) return constant(v0)
  const [s0 = NaN, s1 = NaN] = sizes
  const slope = (v1 - v0) / (s1 - s0)
  const at: Of<number> = (size) => v0 + slope * (size - s0)
  if (!values.every((value, i) => value === at(sizes[i] ?? NaN))) {
    throw new TraceError(
      `${what} changes from trace to trace (${values.join(', ')}): the function computes it in JavaScript, so a graph would make it a constant`,
    )
  }
  return at
}

function numbers(
  samples: readonly (readonly number[])[],
  sizes: readonly number[],
  what: string,
): Of<number[]> {
  const [first = []] = samples
  if (samples.some(({ length }) => length !== first.length))
    throw new TraceError(`${what} changes its length from trace to trace`)
  const each = first.map((_, i) =>
    affine(
      samples.map((values) => values[i] ?? NaN),
      sizes,
      what,
    ),
  )
  return (size) => each.map((at) => at(size))
}

function types(
  samples: readonly (readonly TensorType[])[],
  sizes: readonly number[],
  what: string,
): Of<TensorType[]> {
  const [first = []] = samples
  const shapes = first.map((_, i) =>
    numbers(
      samples.map((outputs) => outputs[i]?.shape ?? []),
      sizes,
      `the shape of ${what}`,
    ),
  )
  return (size) => first.map(({ dtype }, i) => ({ dtype, shape: shapes[i]?.(size) ?? [] }))
}

/** The same attribute of all samples. */
function attribute(
  samples: readonly TFEOpAttr[],
  sizes: readonly number[],
  what: string,
): Of<TFEOpAttr> {
  const [first] = samples as [TFEOpAttr]
  const values = samples.map(({ value }) => value)
  if (values.every((value) => JSON.stringify(value) === JSON.stringify(first.value)))
    return constant(first)
  const lists = values.map((value) =>
    Array.isArray(value) ? (value as number[]) : [value as number],
  )
  const at = numbers(lists, sizes, `${first.name} of ${what}`)
  const { name, type } = first
  const isList = Array.isArray(first.value)
  return (size) => ({ name, type, value: isList ? at(size) : (at(size)[0] ?? NaN) })
}

/**
 * Constants whose length grows with the size, with all values equal (tf.ones and the like), are
 * reduced to one value.
 */
function equallyLong(samples: readonly number[][]): readonly number[][] {
  const sameLength = samples.every(({ length }) => length === samples[0]?.length)
  const uniform = samples.every(
    (values) => values.length > 0 && values.every((value) => Object.is(value, values[0])),
  )
  return sameLength || !uniform ? samples : samples.map((values) => values.slice(0, 1))
}

const sameKind = <N extends TraceNode>(
  nodes: readonly TraceNode[],
  first: N,
): nodes is readonly N[] => nodes.every(({ kind }) => kind === first.kind)

/** The same node of all samples. */
function node(samples: readonly TraceNode[], sizes: readonly number[]): Of<TraceNode> {
  const [first] = samples as [TraceNode]
  const differs = (): never => {
    throw new TraceError('the function runs other operations at another size')
  }
  switch (first.kind) {
    case 'input': {
      const outputs = types(
        samples.map((sample) => sample.outputs),
        sizes,
        'an input',
      )
      return (size) => ({ ...first, outputs: outputs(size) as [TensorType] })
    }
    case 'constant': {
      if (!sameKind(samples, first)) return differs()
      const outputs = types(
        samples.map((sample) => sample.outputs),
        sizes,
        'a constant',
      )
      const values = numbers(
        equallyLong(samples.map((sample) => [...sample.values])),
        sizes,
        'a constant',
      )
      const typed = first.values.constructor as new (values: number[]) => Values
      return (size) => ({
        kind: 'constant',
        values: new typed(values(size)),
        outputs: outputs(size) as [TensorType],
      })
    }
    case 'operation': {
      const { operation, inputs } = first
      if (!sameKind(samples, first)) return differs()
      const wiring = JSON.stringify([operation, inputs])
      if (samples.some((sample) => JSON.stringify([sample.operation, sample.inputs]) !== wiring))
        return differs()
      const outputs = types(
        samples.map((sample) => sample.outputs),
        sizes,
        operation,
      )
      const attributes = first.attributes.map((_, i) =>
        attribute(
          samples.map((sample) => sample.attributes[i] as TFEOpAttr),
          sizes,
          operation,
        ),
      )
      return (size) => ({
        ...first,
        attributes: attributes.map((at) => at(size)),
        outputs: outputs(size),
      })
    }
  }
}

/**
 * One function for every size, from traces of it at three or more sizes. Whatever differs between
 * the traces must be linear in the size (shapes, lengths, counts), so a function can be traced at
 * small sizes and run at large ones. Any other difference is a value that the trace has made
 * constant, and is an error. Give the function different numbers at each size, so that such values
 * show.
 * @throws TraceError naming what differs
 */
export function generalise(samples: readonly SizedTrace[]): (size: number) => Trace {
  const [first] = samples
  if (!first || new Set(samples.map(({ size }) => size)).size < 3)
    throw new TraceError('a function is generalised from three sizes or more')
  const sizes = samples.map(({ size }) => size)
  if (
    samples.some(
      ({ trace }) =>
        trace.nodes.length !== first.trace.nodes.length ||
        JSON.stringify(trace.outputs) !== JSON.stringify(first.trace.outputs),
    )
  ) {
    throw new TraceError('the function runs other operations at another size')
  }
  const nodes = first.trace.nodes.map((_, i) =>
    node(
      samples.map(({ trace }) => trace.nodes[i] as TraceNode),
      sizes,
    ),
  )
  return (size) => ({ ...first.trace, nodes: nodes.map((at) => at(size)) })
}
