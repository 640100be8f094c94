import { phrase } from '@shared/errors'
import { elements } from '@shared/layers/definition'
import type { ActivationFunction } from '@shared/layers/activation'
import { constant, tensor, type Context, type Reader } from './context'
import { inOurOrder } from './network'
import { float, fromFront, int, requireThat, text } from './node'
import { scalarOf, type Tensor } from './values'
import { isWhole, placesOf } from './view'

type Numbers = Readonly<Record<string, number>>

/** A function of each value by itself, which keeps the order of the file. */
const pointwise = (context: Context, name: ActivationFunction, more: Numbers = {}): Tensor => {
  const input = tensor(context)
  const draft = { kind: 'activation', function: name, ...more } as const
  return context.network.add(context.node, [input], draft, input.view)
}

export const plain =
  (name: ActivationFunction): Reader =>
  (context) => [pointwise(context, name)]

/** A number in the file is a float32: 0.01 is meant by what comes out as 0.009999999776482582. */
const asWritten = (value: number): number => Number(value.toPrecision(7))

export const leakyRelu: Reader = (context) => [
  pointwise(context, 'leakyRelu', { slope: asWritten(float(context.node, 'alpha', 0.01)) }),
]

export const elu: Reader = (context) => [
  pointwise(context, 'elu', { alpha: asWritten(float(context.node, 'alpha', 1)) }),
]

const isAbout = (value: number | undefined, known: number): boolean =>
  value !== undefined && Math.abs(value - known) <= 1e-5 * Math.max(1, Math.abs(known))

export const selu: Reader = (context) => {
  const { node } = context
  requireThat(
    isAbout(float(node, 'alpha', 1.67326), 1.67326) &&
      isAbout(float(node, 'gamma', 1.0507), 1.0507),
    'has numbers of its own in place of those of SELU',
  )
  return [pointwise(context, 'selu')]
}

export const hardSigmoid: Reader = (context) => {
  const [slope, offset] = [float(context.node, 'alpha', 0.2), float(context.node, 'beta', 0.5)]
  requireThat(isAbout(offset, 0.5), phrase`is ${offset} at 0, and here is 0.5`)
  const isSixth = Math.abs(slope - 1 / 6) < 1e-4
  return [pointwise(context, 'hardSigmoid', isSixth ? {} : { slope: asWritten(slope) })]
}

export const gelu: Reader = (context) => [
  pointwise(context, text(context.node, 'approximate', 'none') === 'tanh' ? 'geluTanh' : 'gelu'),
]

/** Clip from 0 to 6 is ReLU6, and from 0 upwards is ReLU. */
export const clip: Reader = (context) => {
  const { node, inputs } = context
  const isOld = node.opset < 11
  const low = isOld ? float(node, 'min', -Infinity) : (scalarOf(inputs[1]) ?? -Infinity)
  const high = isOld ? float(node, 'max', Infinity) : (scalarOf(inputs[2]) ?? Infinity)
  const isOpen = high > 3e38
  requireThat(
    low === 0 && (high === 6 || isOpen),
    phrase`keeps values between ${low} and ${high}; only 0 and 6, or 0 alone, are known here`,
  )
  return [pointwise(context, isOpen ? 'relu' : 'relu6')]
}

export const prelu: Reader = (context) => {
  const { network, node } = context
  const given = tensor(context)
  const input = given.view.length === 1 ? network.vector(node, given) : network.map(node, given)
  const { data, shape } = constant(context, 1)
  const shared = elements(shape) === 1
  const axis = input.view[0] ?? []
  const isChannels = shape.slice(1).every((length) => length === 1) || input.view.length === 1
  requireThat(shared || isChannels, 'has other slopes than one for each channel')
  const output = network.add(node, [input], { kind: 'prelu', shared }, input.view)
  network.give(output, 'slope', [data.length], shared ? data : inOurOrder(data, axis))
  return [output]
}

/** Before operator set 13 a softmax is over all axes from the given one. */
export const softmax: Reader = (context) => {
  const { network, node } = context
  const given = tensor(context)
  const rank = given.view.length + 1
  const axis = fromFront(int(node, 'axis', node.opset < 13 ? 1 : -1), rank)
  requireThat(axis >= 1, 'is over the pictures of a batch')
  const over = node.opset < 13 ? given.view.slice(axis - 1) : [given.view[axis - 1] ?? []]
  const runs = over.filter((each) => each.length > 0)
  const [only = []] = runs
  const input = given.view.length === 1 ? network.vector(node, given) : given
  const isChannels =
    input.shape.length === 1
      ? placesOf(only).length === input.shape[0]
      : isWhole(only, input.shape, 2)
  requireThat(runs.length <= 1 && isChannels, 'is over another axis than that of the channels')
  return [network.add(node, [input], { kind: 'softmax' }, input.view)]
}
