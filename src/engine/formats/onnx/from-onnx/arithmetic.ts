import { phrase } from '@shared/errors'
import { elements, type Shape } from '@shared/layers/definition'
import type { Context, Reader } from './context'
import { errorFunctionWith, productWithErrorFunction } from './error-function'
import { inOurOrder } from './network'
import { NodeFault, requireThat } from './node'
import { scalarOf, type Floats, type Tensor, type Value } from './values'
import { isWhole, lengthOf, type Axis, type View } from './view'

export type Operation = 'Add' | 'Sub' | 'Mul' | 'Div'

/** scale · x + offset for an operation with a constant. */
const STEPS: Readonly<
  Record<Operation, (data: Float32Array) => { scale?: Float32Array; offset?: Float32Array }>
> = {
  Add: (offset) => ({ offset }),
  Sub: (data) => ({ offset: data.map((value) => -value) }),
  Mul: (scale) => ({ scale }),
  Div: (data) => ({ scale: data.map((value) => 1 / value) }),
}

/**
 * Where a constant that is laid along a tensor's axes has its numbers: one a channel, or one alone.
 */
function channelAxis({ view, shape }: Tensor, constant: Shape): Axis | undefined {
  const axes = [
    ...Array<number>(Math.max(0, view.length + 1 - constant.length)).fill(1),
    ...constant,
  ]
  requireThat(axes.length === view.length + 1, 'has a constant of more axes than what it reads')
  const along = view.filter((_, i) => (axes[i + 1] ?? 1) > 1)
  requireThat(axes[0] === 1 && along.length <= 1, 'has a constant that differs from place to place')
  const [axis] = along
  if (!axis) return undefined
  const isChannels =
    lengthOf(axis) === elements(constant) &&
    (shape.length === 1 ? lengthOf(axis) === shape[0] : isWhole(axis, shape, 2))
  requireThat(isChannels, 'has a constant along another axis than that of the channels')
  return axis
}

const constants = (data: Float32Array): number | readonly number[] => {
  const [only = 0] = data
  return data.every((value) => value === only) ? only : [...data]
}

function withConstant(context: Context, given: Tensor, at: number, op: Operation): Tensor {
  const { network, node, inputs } = context
  const constant = inputs[at]
  requireThat(constant?.kind === 'floats', 'takes numbers that are no real numbers')
  requireThat(
    at === 1 || op === 'Add' || op === 'Mul' || op === 'Sub',
    'divides a constant by values',
  )
  const input = given.view.length === 1 ? network.vector(node, given) : given
  const axis = channelAxis(input, constant.shape)
  const data = axis ? inOurOrder(constant.data, axis) : constant.data
  if (op === 'Add' && axis && isOnlyReader(context, 1 - at)) {
    const biased = network.biased(input, data)
    if (biased) return biased
  }
  const isTurned = op === 'Sub' && at === 0
  const step = isTurned ? { scale: Float32Array.of(-1), offset: data } : STEPS[op](data)
  return network.add(
    node,
    [input],
    {
      kind: 'scale',
      ...(step.scale && { scale: constants(step.scale) }),
      ...(step.offset && { offset: constants(step.offset) }),
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
    'reads tensors of different numbers of axes',
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
      'reads tensors that the file lays out in different orders',
    )
    return first
  })
}

/** x · sigmoid(x) and x · hardSigmoid(x) are functions of their own. */
const GATED = { sigmoid: 'swish', hardSigmoid: 'hardSwish' } as const

function gated({ network, node }: Context, [a, b]: readonly [Tensor, Tensor]): Tensor | undefined {
  for (const [x, gate] of [
    [a, b],
    [b, a],
  ] as const) {
    // prettier-ignore
    const layer = network.layer(gate.id)
    if (layer?.kind !== 'activation' || layer.inputs?.join() !== x.id) continue
    const name = layer.function
    if (name !== 'sigmoid' && name !== 'hardSigmoid') continue
    if (name === 'hardSigmoid' && layer.slope !== undefined) continue
    if (JSON.stringify(gate.view) !== JSON.stringify(x.view)) continue
    return network.add(node, [x], { kind: 'activation', function: GATED[name] }, x.view)
  }
  return undefined
}

function ofTensors(context: Context, [a, b]: readonly [Tensor, Tensor], op: Operation): Tensor {
  const { network, node } = context
  const product = op === 'Mul' ? gated(context, [a, b]) : undefined
  if (product) return product
  requireThat(op === 'Add' || op === 'Mul', phrase`is a ${op} of two layers' outputs`)
  const laid = [a, b].map((each) => (each.view.length === 1 ? network.vector(node, each) : each))
  const view = commonView(laid)
  const kind = op === 'Add' ? 'add' : 'multiply'
  return network.add(node, laid, { kind }, view)
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
    requireThat(a !== undefined && b !== undefined, 'takes two inputs')
    const formula = erf(context, [a, b], op)
    if (formula) return [formula]
    if (a.kind === 'tensor' && b.kind === 'tensor') return [ofTensors(context, [a, b], op)]
    if (a.kind === 'tensor' && b.kind === 'floats')
      return [isNeutral(b, 1, op) ? a : withConstant(context, a, 1, op)]
    if (b.kind === 'tensor' && a.kind === 'floats')
      return [isNeutral(a, 0, op) ? b : withConstant(context, b, 0, op)]
    throw new NodeFault('computes with values that are not known here')
  }

function erf(context: Context, [a, b]: readonly [Value, Value], op: Operation): Value | undefined {
  if (a.kind !== 'erf' && b.kind !== 'erf') return undefined
  const [formula, other] = a.kind === 'erf' ? [a, b] : [b, a]
  if (formula.kind !== 'erf') return undefined
  const number = scalarOf(other)
  if (number !== undefined) return errorFunctionWith(context, formula, number, op)
  if (other.kind === 'tensor' && op === 'Mul')
    return productWithErrorFunction(context, formula, other)
  throw new NodeFault('computes with an error function that is no GELU')
}
