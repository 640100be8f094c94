import { phrase } from '@shared/errors'
import { elements } from '@shared/layers/definition'
import type { ActivationFunction } from '@shared/layers/activation'
import { channelAxis } from './channel-axis'
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
    phrase`has numbers of its own in place of those of SELU`,
  )
  return [pointwise(context, 'selu')]
}

export const hardSigmoid: Reader = (context) => {
  const [slope, offset] = [float(context.node, 'alpha', 0.2), float(context.node, 'beta', 0.5)]
  requireThat(isAbout(offset, 0.5), phrase`is ${offset} at 0, and here is 0.5`)
  const isSixth = Math.abs(slope - 1 / 6) < 1e-6
  return [pointwise(context, 'hardSigmoid', isSixth ? {} : { slope: asWritten(slope) })]
}

export const gelu: Reader = (context) => [
  pointwise(context, text(context.node, 'approximate', 'none') === 'tanh' ? 'geluTanh' : 'gelu'),
]

/**
 * Values between two bounds. From 0 to 6 that is ReLU6, from 0 upwards ReLU; other bounds are moved
 * to these by rescaling before and after.
 */
function between(context: Context, low: number, high: number): Tensor {
  const { network, node } = context
  requireThat(low < high, phrase`keeps values between ${low} and ${high}`)
  const input = tensor(context)
  const [isBelow, isAbove] = [low > -3e38, high < 3e38]
  if (!isBelow && !isAbove) return input
  const size = isAbove && isBelow ? (high - low) / 6 : isBelow ? 1 : -1
  const start = isBelow ? low : high
  const name = isAbove && isBelow ? 'relu6' : 'relu'
  const part = (from: Tensor, suffix: string, draft: Parameters<typeof network.add>[2]): Tensor =>
    network.add({ ...node, name: `${node.name}${suffix}` }, [from], draft, input.view)
  const isPlain = size === 1 && start === 0
  const moved = isPlain
    ? input
    : part(input, '_from', { kind: 'scale', scale: 1 / size, offset: -start / size })
  const bent = part(moved, '', { kind: 'activation', function: name })
  return isPlain ? bent : part(bent, '_to', { kind: 'scale', scale: size, offset: start })
}

/** The bounds are attributes before operator set 11, and inputs since. */
export const clip: Reader = (context) => {
  const { node, inputs } = context
  const isOld = node.opset < 11
  const bound = (at: 1 | 2, name: string, preset: number): number => {
    if (isOld) return float(node, name, preset)
    const value = inputs[at] === undefined ? preset : scalarOf(inputs[at])
    requireThat(value !== undefined, phrase`takes constant numbers as input ${at + 1}`)
    return value
  }
  return [between(context, bound(1, 'min', -Infinity), bound(2, 'max', Infinity))]
}

/** The larger or smaller of a layer's output and one number. */
export const bounded: Reader = (context) => {
  const { inputs, node } = context
  const at = inputs.findIndex((value) => value?.kind === 'tensor')
  const number = scalarOf(inputs[1 - at])
  requireThat(
    inputs.length === 2 && number !== undefined,
    phrase`compares the outputs of layers with each other`,
  )
  const ordered: Context = { ...context, inputs: [inputs[at]] }
  const isMax = node.op === 'Max'
  return [between(ordered, isMax ? number : -Infinity, isMax ? Infinity : number)]
}

export const prelu: Reader = (context) => {
  const { network, node } = context
  const given = tensor(context)
  const input = given.view.length === 1 ? network.vector(node, given) : network.plain(node, given)
  const slopes = constant(context, 1)
  const axis = channelAxis(input, slopes.shape)
  const shared = elements(slopes.shape) === 1
  requireThat(shared || axis !== undefined, phrase`has other slopes than one for each channel`)
  const output = network.add(node, [input], { kind: 'prelu', shared }, input.view)
  const data = axis ? inOurOrder(slopes.data, axis) : slopes.data
  network.give(output, 'slope', [data.length], data)
  return [output]
}

/** Before operator set 13 a softmax is over all axes from the given one. */
export const softmax: Reader = (context) => {
  const { network, node } = context
  const given = tensor(context)
  const rank = given.view.length + 1
  const axis = fromFront(int(node, 'axis', node.opset < 13 ? 1 : -1), rank)
  requireThat(axis >= 1, phrase`is over the pictures of a batch`)
  const over = node.opset < 13 ? given.view.slice(axis - 1) : [given.view[axis - 1] ?? []]
  const runs = over.filter((each) => each.length > 0)
  const [only = []] = runs
  const input = given.view.length === 1 ? network.vector(node, given) : given
  const isChannels =
    input.shape.length === 1
      ? placesOf(only).length === input.shape[0]
      : isWhole(only, input.shape, 2)
  requireThat(
    runs.length <= 1 && isChannels,
    phrase`is over another axis than that of the channels`,
  )
  return [network.add(node, [input], { kind: 'softmax' }, input.view)]
}

/**
 * The logarithm of a softmax. Its values are logits too, but for a number that is the same for all
 * classes of a picture, so it is read as a softmax and must be the end of the network.
 */
export const logSoftmax: Reader = (context) => {
  requireThat(
    context.isEnd(0) && tensor(context).view.length === 1,
    phrase`is the logarithm of a softmax, which is read at the end of a network only`,
  )
  return softmax(context)
}
