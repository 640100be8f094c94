import { phrase } from '@shared/errors'
import { array, tensor, type Context, type Reader } from './context'
import { inOurOrder } from './network'
import { float, fromFront, int, requireThat } from './node'
import type { Tensor } from './values'
import { channelsFirst, isWhole, lengthOf, placesOf, reshaped } from './view'

const STATISTICS = ['gamma', 'beta', 'mean', 'variance'] as const

/** The operator's momentum is the weight of the old average; ours is that of the new batch. */
export const batchNormalization: Reader = (context) => {
  const { network, node } = context
  const given = tensor(context)
  // A vector may be laid out as a map of one place.
  const isVector =
    given.shape.length === 1 && given.view.slice(1).every(({ length }) => length === 0)
  const input = isVector
    ? given
    : given.view.length === 1
      ? network.vector(node, given)
      : network.map(node, given)
  requireThat(
    int(node, 'training_mode', 0) === 0 && int(node, 'is_test', 1) === 1,
    phrase`computes with the statistics of its batch: export the network for inference`,
  )
  requireThat(int(node, 'spatial', 1) === 1, phrase`has statistics of its own for each place`)
  const momentum = 1 - float(node, 'momentum', 0.9)
  const output = network.add(
    node,
    [input],
    {
      kind: 'batchNorm',
      epsilon: float(node, 'epsilon', 1e-5),
      momentum: momentum > 0 && momentum <= 1 ? momentum : 0.1,
    },
    input.view,
  )
  const [axis = []] = input.view
  const length = placesOf(axis).length
  STATISTICS.forEach((name, i) => {
    const data = array(context, i + 1, [length])
    network.give(output, name, [length], inOurOrder(data, axis))
  })
  return [output]
}

export const layerNormalization: Reader = (context) => {
  const { network, node } = context
  const given = tensor(context)
  const input = given.view.length === 1 ? network.vector(node, given) : given
  const rank = input.view.length
  requireThat(
    fromFront(int(node, 'axis', -1), rank + 1) === rank,
    phrase`normalises over more than the last axis`,
  )
  const axis = input.view.at(-1) ?? []
  const isChannels =
    input.shape.length === 1
      ? placesOf(axis).length === input.shape[0]
      : isWhole(axis, input.shape, 2)
  requireThat(isChannels, phrase`normalises over an axis that is not that of the channels`)
  const length = placesOf(axis).length
  const beta = context.inputs[2] !== undefined
  const output = network.add(
    node,
    [input],
    { kind: 'layerNorm', epsilon: float(node, 'epsilon', 1e-5), gamma: true, beta },
    input.view,
  )
  network.give(output, 'gamma', [length], inOurOrder(array(context, 1, [length]), axis))
  if (beta) network.give(output, 'beta', [length], inOurOrder(array(context, 2, [length]), axis))
  return [output]
}

/** A layer that normalises groups of neighbouring channels, with a factor and offset for each channel. */
function addGroupNorm(
  context: Context,
  input: Tensor,
  groups: number,
  [gamma, beta]: readonly [Float32Array, Float32Array],
): Tensor {
  const { network, node } = context
  const epsilon = float(node, 'epsilon', 1e-5)
  const draft = { kind: 'groupNorm', groups, epsilon, gamma: true, beta: true } as const
  const output = network.add(node, [input], draft, input.view)
  network.give(output, 'gamma', [gamma.length], gamma)
  network.give(output, 'beta', [beta.length], beta)
  return output
}

/**
 * The number of groups of channels that a map is laid out in, as [groups, all the rest]: programs
 * write a group norm as an instance norm of these.
 */
function groupsOf({ shape, view }: Tensor): number | undefined {
  const [groups = [], , ...more] = view
  const [channels = 1] = shape.slice(-1)
  const count = lengthOf(groups)
  const asMap =
    shape.length === 3 &&
    more.length === 0 &&
    reshaped(view, [channels, shape[0] ?? 1, shape[1] ?? 1])
  const isOurs = asMap && JSON.stringify(asMap) === JSON.stringify(channelsFirst(shape))
  return isOurs ? count : undefined
}

export const instanceNormalization: Reader = (context) => {
  const given = tensor(context)
  const groups = groupsOf(given)
  if (groups !== undefined) return [normOfGroups(context, given, groups)]
  const input = context.network.map(context.node, given)
  const channels = input.shape[2] ?? 0
  const arrays = [array(context, 1, [channels]), array(context, 2, [channels])] as const
  return [addGroupNorm(context, input, channels, arrays)]
}

function normOfGroups(context: Context, input: Tensor, groups: number): Tensor {
  const channels = input.shape.at(-1) ?? 0
  const [gamma, beta] = [array(context, 1, [groups]), array(context, 2, [groups])]
  const spread = (data: Float32Array): Float32Array =>
    Float32Array.from(
      { length: channels },
      (_, i) => data[Math.floor((i * groups) / channels)] ?? 0,
    )
  return addGroupNorm(context, input, groups, [spread(gamma), spread(beta)])
}

/** The factors are one for each group before operator set 21, and one for each channel since. */
export const groupNormalization: Reader = (context) => {
  const { network, node } = context
  const input = network.map(node, tensor(context))
  const groups = int(node, 'num_groups', 0)
  const channels = input.shape[2] ?? 0
  requireThat(groups >= 1 && channels % groups === 0, phrase`divides ${channels} channels into ${groups} groups`) // prettier-ignore
  if (node.opset < 21) return [normOfGroups(context, input, groups)]
  const arrays = [array(context, 1, [channels]), array(context, 2, [channels])] as const
  return [addGroupNorm(context, input, groups, arrays)]
}

export const lrn: Reader = (context) => {
  const { network, node } = context
  const size = int(node, 'size', 0)
  requireThat(size >= 1, phrase`has a size of ${size}`)
  return [
    network.add(node, [network.map(node, tensor(context))], {
      kind: 'localResponseNorm',
      size,
      alpha: float(node, 'alpha', 1e-4),
      beta: float(node, 'beta', 0.75),
      k: float(node, 'bias', 1),
    }),
  ]
}
