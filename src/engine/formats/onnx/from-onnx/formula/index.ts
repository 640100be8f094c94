import { phrase } from '@shared/errors'
import type { Context, Reader } from '../context'
import { inOurOrder } from '../network'
import { requireThat } from '../node'
import type { Formula, Tensor, Value } from '../values'
import { channelAxis } from '../channel-axis'
import { LONGEST, recognised } from './recognise'
import {
  constantTerm,
  isBinary,
  isUnary,
  meanTerm,
  pairTerm,
  tensorTerm,
  unaryTerm,
  type Term,
} from './term'

/** What a formula is over: a tensor of the file that has its channels in our order. */
const operand = ({ network, node }: Context, value: Tensor | Formula): Tensor =>
  value.kind === 'formula'
    ? value.like
    : value.view.length === 1
      ? network.vector(node, value)
      : value

function termOf(context: Context, value: Value | undefined, like: Tensor): Term {
  requireThat(value !== undefined, phrase`takes two inputs`)
  if (value.kind === 'formula') {
    requireThat(isLaidOutAlike(value.like, like), phrase`computes with values in another order`)
    return value.term
  }
  if (value.kind === 'tensor') {
    const own = operand(context, value)
    requireThat(isLaidOutAlike(own, like), phrase`computes with values in another order`)
    return tensorTerm(own.id)
  }
  requireThat(
    value.kind === 'floats' || value.kind === 'wholes',
    phrase`computes with values that are not known here`,
  )
  const numbers = Float32Array.from(value.data, (each) => (typeof each === 'number' ? each : NaN))
  const axis = numbers.length > 1 ? channelAxis(like, value.shape) : undefined
  return constantTerm(axis ? inOurOrder(numbers, axis) : numbers)
}

const isLaidOutAlike = (a: Tensor, b: Tensor): boolean =>
  a.shape.join() === b.shape.join() && JSON.stringify(a.view) === JSON.stringify(b.view)

/** A layer where the formula is one, and else what has been met of it so far. */
function settled({ network, node }: Context, term: Term, like: Tensor, from: Value[]): Value {
  const before = from.flatMap((value) => (value.kind === 'formula' ? value.nodes : []))
  const nodes = [...new Set([...before, `${node.op} "${node.name}"`])]
  requireThat(
    term.size <= LONGEST,
    phrase`ends a formula that is too long: ${nodes.slice(-8).join(', ')}`,
  )
  const layer = recognised(network, node, term, like)
  return layer ?? { kind: 'formula', term, like, nodes: nodes.slice(-24) }
}

/** An operator of one input that is a part of a formula. */
export const unary: Reader = (context) => {
  const [value] = context.inputs
  const { op } = context.node
  requireThat(
    (value?.kind === 'tensor' || value?.kind === 'formula') && isUnary(op),
    phrase`takes a layer's output as input ${1}`,
  )
  const like = operand(context, value)
  return [settled(context, unaryTerm(op, termOf(context, value, like)), like, [value])]
}

/** An activation that is a layer of its own, or a part of a formula where it reads one. */
export const orInFormula =
  (read: Reader): Reader =>
  (context) =>
    context.inputs[0]?.kind === 'formula' ? unary(context) : read(context)

/** An operator of two inputs, of which one depends on the picture. */
export function pair(context: Context, a: Value, b: Value): Value {
  const { op } = context.node
  const first = [a, b].find((value) => value.kind === 'formula') ?? (a.kind === 'tensor' ? a : b)
  requireThat(
    (first.kind === 'tensor' || first.kind === 'formula') && isBinary(op),
    phrase`computes with values that are not known here`,
  )
  const like = operand(context, first)
  const term = pairTerm(op, termOf(context, a, like), termOf(context, b, like))
  return settled(context, term, like, [a, b])
}

export const binary: Reader = (context) => {
  const [a, b, ...more] = context.inputs
  requireThat(a !== undefined && b !== undefined && more.length === 0, phrase`takes two inputs`)
  return [pair(context, a, b)]
}

/** The mean over the channels of a place, from which norms are written out. */
export function meanOverChannels(context: Context, value: Tensor | Formula): Value {
  const like = operand(context, value)
  return settled(context, meanTerm(termOf(context, value, like)), like, [value])
}

/** A layer that a product or a rescaling ends, where it writes one out. */
export function writtenOutBy(context: Context, op: string, a: Value, b: Value): Tensor | undefined {
  const [tensor] = [a, b].filter((value) => value.kind === 'tensor')
  const isOurs = tensor && (tensor.view.length > 1 || tensor.shape.length === 1)
  if (!isOurs || !isBinary(op)) return undefined
  const fits = [a, b].every((value) => value.kind !== 'tensor' || isLaidOutAlike(value, tensor))
  if (!fits) return undefined
  const term = pairTerm(op, termOf(context, a, tensor), termOf(context, b, tensor))
  return recognised(context.network, context.node, term, tensor)
}
