import { phrase } from '@shared/errors'
import { array, tensor, type Reader } from './context'
import { inOurOrder } from './network'
import { float, fromFront, int, requireThat } from './node'
import { isWhole, placesOf } from './view'

const STATISTICS = ['gamma', 'beta', 'mean', 'variance'] as const

/** The operator's momentum is the weight of the old average; ours is that of the new batch. */
export const batchNormalization: Reader = (context) => {
  const { network, node } = context
  const given = tensor(context)
  const input = given.view.length === 1 ? network.vector(node, given) : network.map(node, given)
  requireThat(
    int(node, 'training_mode', 0) === 0,
    'computes with the statistics of its batch: export the network for inference',
  )
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
    'normalises over more than the last axis',
  )
  const axis = input.view.at(-1) ?? []
  const isChannels =
    input.shape.length === 1
      ? placesOf(axis).length === input.shape[0]
      : isWhole(axis, input.shape, 2)
  requireThat(isChannels, 'normalises over an axis that is not that of the channels')
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

export const instanceNormalization: Reader = (context) => {
  const { network, node } = context
  const input = network.map(node, tensor(context))
  const channels = input.shape[2] ?? 0
  const output = network.add(node, [input], {
    kind: 'groupNorm',
    groups: channels,
    epsilon: float(node, 'epsilon', 1e-5),
    gamma: true,
    beta: true,
  })
  network.give(output, 'gamma', [channels], array(context, 1, [channels]))
  network.give(output, 'beta', [channels], array(context, 2, [channels]))
  return [output]
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
