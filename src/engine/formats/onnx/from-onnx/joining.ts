import { phrase } from '@shared/errors'
import { channelsFirst, isWhole, lengthOf, type Axis } from './view'
import { numbers, tensor, type Context, type Reader } from './context'
import { fromFront, int, ints, requireThat } from './node'
import { scalarOf, type Tensor } from './values'

/** A tensor whose channels are in our order, with the place of their axis in the file. */
function withChannels(context: Context, given: Tensor): { tensor: Tensor; at: number } {
  const { network, node } = context
  if (given.view.length === 1) {
    const tensor = network.vector(node, given)
    requireThat(
      isWhole(tensor.view[0], tensor.shape, 0),
      'takes apart a map that was laid out as a vector',
    )
    return { tensor, at: 0 }
  }
  const at = given.view.findIndex((axis) => isWhole(axis, given.shape, 2) && axis.length > 0)
  if (at >= 0) return { tensor: given, at }
  return { tensor: network.map(node, given), at: 0 }
}

/** The view of a tensor with another number of channels. */
const withAxis = (from: Tensor, at: number, to: Tensor): Tensor => {
  const [last = []]: readonly Axis[] = channelsFirst(to.shape)
  return { ...to, view: from.view.map((axis, i) => (i === at ? last : axis)) }
}

export const concat: Reader = (context) => {
  const { network, node, inputs } = context
  requireThat(
    inputs.every((value) => value?.kind === 'tensor'),
    "joins a layer's output with a constant",
  )
  const parts = inputs.map((_, i) => {
    const given = tensor(context, i)
    // A single channel has no axis of its own that could be found.
    return given.shape.at(-1) === 1 ? { tensor: given, at: -1 } : withChannels(context, given)
  })
  const tensors = parts.map((part) => part.tensor)
  const [first] = tensors
  requireThat(first !== undefined, 'joins nothing')
  const axis = fromFront(int(node, 'axis', 1), first.view.length + 1) - 1
  requireThat(
    parts.every(({ at }) => at === -1 || at === axis),
    'joins along another axis than that of the channels',
  )
  if (tensors.length === 1) return [first]
  const others = tensors.map(({ view }) => JSON.stringify(view.filter((_, i) => i !== axis)))
  requireThat(
    others.every((view) => view === others[0]),
    'joins tensors that the file lays out in different orders',
  )
  return [withAxis(first, axis, network.add(node, tensors, { kind: 'concat' }))]
}

function slices(context: Context, from: Tensor, axis: number, ends: readonly [number, number][]) {
  const { network, node } = context
  const { tensor: input, at } = withChannels(context, from)
  requireThat(at === axis, 'cuts along another axis than that of the channels')
  return ends.map(([start, end], i) => {
    const name = ends.length > 1 ? `${node.name}_${i}` : node.name
    const draft = { kind: 'slice', from: start, to: end } as const
    return withAxis(input, at, network.add({ ...node, name }, [input], draft))
  })
}

export const split: Reader = (context) => {
  const { node } = context
  const input = tensor(context)
  const axis = fromFront(int(node, 'axis', 0), input.view.length + 1) - 1
  const all = lengthOf(input.view[axis] ?? [])
  const given = context.inputs[1] ? numbers(context, 1) : ints(node, 'split')
  const count = node.outputs.length
  const each = Math.ceil(all / count)
  const lengths =
    given ?? node.outputs.map((_, i) => (i === count - 1 ? all - each * (count - 1) : each))
  requireThat(
    lengths.length === count && lengths.reduce((sum, n) => sum + n, 0) === all,
    phrase`splits ${all} channels into ${lengths.join(' + ')}`,
  )
  let start = 0
  return slices(
    context,
    input,
    axis,
    lengths.map((length): [number, number] => [start, (start += length)]),
  )
}

export const slice: Reader = (context) => {
  const { network, node, inputs } = context
  const input = tensor(context)
  const rank = input.view.length + 1
  const isOld = node.opset < 10
  const starts = isOld ? (ints(node, 'starts') ?? []) : numbers(context, 1)
  const ends = isOld ? (ints(node, 'ends') ?? []) : numbers(context, 2)
  const given = isOld ? ints(node, 'axes') : inputs[3] && numbers(context, 3)
  const axes = (given ?? starts.map((_, i) => i)).map((axis) => fromFront(axis, rank))
  const steps = !isOld && inputs[4] ? numbers(context, 4) : []
  requireThat(
    steps.every((step) => step === 1),
    'takes only every second cell, or turns the order round',
  )
  let output = input
  const crop: [number, number][] = [[0, 0], [0, 0]] // prettier-ignore
  axes.forEach((axis, i) => {
    const length = lengthOf(output.view[axis - 1] ?? [])
    const bounded = (place = 0): number =>
      Math.min(length, Math.max(0, place < 0 ? place + length : place))
    const [from, to] = [bounded(starts[i]), bounded(ends[i])]
    requireThat(axis >= 1 || ((starts[i] ?? 0) === 0 && (ends[i] ?? 0) > 2 ** 30), 'cuts the batch')
    if (axis < 1 || (from === 0 && to === length)) return
    requireThat(from < to, 'leaves nothing')
    const side = [0, 1].find((of) => isWhole(output.view[axis - 1], output.shape, of))
    if (output.shape.length === 3 && side !== undefined) crop[side as 0 | 1] = [from, length - to]
    else [output = input] = slices(context, output, axis - 1, [[from, to]])
  })
  if (crop.flat().every((cells) => cells === 0)) return [output]
  const map = network.map(node, output)
  return [network.add(node, [map], { kind: 'crop2d', cropping: crop })]
}

const MODES: Readonly<Record<string, string>> = {
  constant: 'constant',
  edge: 'replicate',
  reflect: 'reflect',
}

export const pad: Reader = (context) => {
  const { network, node, inputs } = context
  const input = network.map(node, tensor(context))
  const isOld = node.opset < 11
  const all = isOld ? (ints(node, 'pads') ?? []) : numbers(context, 1)
  requireThat(all.length === 8 && inputs[3] === undefined, 'pads some of the axes only')
  const attribute = node.message.attribute.find(({ name }) => name === 'mode')
  const mode = MODES[attribute ? new TextDecoder().decode(attribute.s) : 'constant']
  requireThat(mode !== undefined, 'pads in a way that is not known here')
  const value = isOld ? 0 : inputs[2] ? scalarOf(inputs[2]) : 0
  requireThat(value !== undefined && Number.isFinite(value), 'pads with no finite number')
  const [n, c, top = 0, left = 0, m, d, bottom = 0, right = 0] = all
  requireThat(
    [n, c, m, d].every((cells) => cells === 0),
    'pads the batch or the channels',
  )
  if (all.every((cells) => cells === 0)) return [input]
  requireThat(Math.min(...all) >= 0, 'cuts cells off by negative pads')
  const padding = [[top, bottom], [left, right]] // prettier-ignore
  return [network.add(node, [input], { kind: 'pad2d', padding, mode, value })]
}
