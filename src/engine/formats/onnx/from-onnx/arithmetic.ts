import { phrase } from '@shared/errors'
import type { Context, Reader } from './context'
import { channelAxis } from './channel-axis'
import { pair, writtenOutBy } from './formula'
import { inOurOrder, oneOrAll, type Step } from './network'
import { NodeFault, requireThat } from './node'
import { scalarOf, type Floats, type Tensor, type Value } from './values'
import type { Axis, View } from './view'

export type Operation = 'Add' | 'Sub' | 'Mul' | 'Div'

/** scale · x + offset for an operation with a constant. */
const STEPS: Readonly<Record<Operation, (data: Float32Array) => Step>> = {
  Add: (offset) => ({ offset }),
  Sub: (data) => ({ offset: data.map((value) => -value) }),
  Mul: (scale) => ({ scale }),
  Div: (data) => ({ scale: data.map((value) => 1 / value) }),
}

function withConstant(context: Context, given: Tensor, at: 0 | 1, op: Operation): Tensor {
  const { network, node, inputs } = context
  const constant = inputs[at]
  requireThat(constant?.kind === 'floats', phrase`takes numbers that are no real numbers`)
  const input = given.view.length === 1 ? network.vector(node, given) : given
  const axis = channelAxis(input, constant.shape)
  const data = axis ? inOurOrder(constant.data, axis) : constant.data
  if (op === 'Add' && axis && isOnlyReader(context, 1 - at)) {
    const biased = network.biased(input, data)
    if (biased) return biased
  }
  const isTurned = op === 'Sub' && at === 0
  const step: Step = isTurned ? { scale: Float32Array.of(-1), offset: data } : STEPS[op](data)
  if (isOnlyReader(context, 1 - at) && network.rescaled(input, step)) return input
  return network.add(
    node,
    [input],
    {
      kind: 'scale',
      ...(step.scale && { scale: oneOrAll(step.scale) }),
      ...(step.offset && { offset: oneOrAll(step.offset) }),
    },
    input.view,
  )
}

const isOnlyReader = ({ readers }: Context, at: number): boolean => readers(at) === 1

/** An axis of a vector as that of a map's channels. */
const asChannels = (axis: Axis): Axis => axis.map((run) => ({ ...run, axis: 2 }))

/** How the file lays out a sum or product of tensors, which our layer has to lay out alike. */
function commonView(tensors: readonly Tensor[]): View {
  const rank = tensors[0]?.view.length
  requireThat(
    tensors.every(({ view }) => view.length === rank),
    phrase`reads tensors of different numbers of axes`,
  )
  const isMap = tensors.some(({ shape }) => shape.length === 3)
  const views = tensors.map(({ shape, view }) =>
    isMap && shape.length === 1 ? view.map(asChannels) : view,
  )
  return (views[0] ?? []).map((_, i) => {
    const all = views.map((view) => view[i] ?? []).filter((axis) => axis.length > 0)
    const [first = []] = all
    requireThat(
      all.every((axis) => JSON.stringify(axis) === JSON.stringify(first)),
      phrase`reads tensors that the file lays out in different orders`,
    )
    return first
  })
}

function ofTensors(context: Context, [a, b]: readonly [Tensor, Tensor], op: Operation): Value {
  const { network, node } = context
  const isOwn = a.id === b.id && op !== 'Add'
  if (op === 'Div' || isOwn) return pair(context, a, b)
  const product = op === 'Mul' ? writtenOutBy(context, op, a, b) : undefined
  if (product && network.layer(product.id)?.kind === 'activation') return product
  if (op === 'Sub') return difference(context, a, b)
  const laid = [a, b].map((each) =>
    each.view.length === 1 ? network.vector(node, each) : network.plain(node, each),
  )
  const view = commonView(laid)
  const kind = op === 'Add' ? 'add' : 'multiply'
  return network.add(node, laid, { kind }, view)
}

/** a − b as the sum of a and −1 · b. */
function difference(context: Context, a: Tensor, b: Tensor): Value {
  const { network, node } = context
  const turned = b.view.length === 1 ? network.vector(node, b) : b
  const draft = { kind: 'scale', scale: -1 } as const
  const negative = network.add(
    { ...node, name: `${node.name}_minus` },
    [turned],
    draft,
    turned.view,
  )
  return ofTensors(context, [a, negative], 'Add')
}

/** Whether an operation changes nothing. */
const isNeutral = (constant: Floats, at: number, op: Operation): boolean => {
  const value = scalarOf(constant)
  const neutral = op === 'Add' || op === 'Sub' ? 0 : 1
  return value === neutral && (at === 1 || op === 'Add' || op === 'Mul')
}

export const arithmetic =
  (op: Operation): Reader =>
  (context) => {
    const [a, b] = context.inputs
    requireThat(a !== undefined && b !== undefined, phrase`takes two inputs`)
    if (a.kind === 'formula' || b.kind === 'formula') return [pair(context, a, b)]
    if (a.kind === 'tensor' && b.kind === 'tensor') return [ofTensors(context, [a, b], op)]
    if (a.kind === 'tensor' && b.kind === 'floats')
      return [isNeutral(b, 1, op) ? a : ofConstant(context, a, 1, op)]
    if (b.kind === 'tensor' && a.kind === 'floats')
      return [isNeutral(a, 0, op) ? b : ofConstant(context, b, 0, op)]
    throw new NodeFault(phrase`computes with values that are not known here`)
  }

function ofConstant(context: Context, given: Tensor, at: 0 | 1, op: Operation): Value {
  const { inputs, network } = context
  const constant = inputs[at]
  if (op === 'Div' && at === 0 && constant) return pair(context, constant, given)
  const endsProduct = ['multiply', 'add'].includes(network.layer(given.id)?.kind ?? '')
  if (endsProduct && constant?.kind === 'floats' && constant.data.length === 1) {
    const [a, b] = at === 0 ? [constant, given] : [given, constant]
    const layer = writtenOutBy(context, op, a, b)
    if (layer && network.layer(layer.id)?.kind === 'activation') return layer
  }
  return withConstant(context, given, at, op)
}
