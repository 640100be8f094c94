import { ofRow } from './laying-out'
import { phrase } from '@shared/errors'
import { arithmetic } from './arithmetic'
import { channelsFirst, channelsLast, isWhole, lengthOf, type Axis, type View } from './view'
import { numbers, tensor, type Context, type Reader } from './context'
import { float, fromFront, int, ints, requireThat, text } from './node'
import { scalarOf, type Tensor, type Value } from './values'

/** A tensor whose channels are in our order, with the place of their axis in the file. */
function withChannels(context: Context, given: Tensor): { tensor: Tensor; at: number } {
  const { network, node } = context
  if (given.view.length === 1) {
    const tensor = network.vector(node, given)
    requireThat(
      isWhole(tensor.view[0], tensor.shape, 0),
      phrase`takes apart a map that was laid out as a vector`,
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
    phrase`joins a layer's output with a constant`,
  )
  const parts = inputs.map((_, i) => {
    const given = network.plain(node, tensor(context, i))
    // A single channel has no axis of its own that could be found.
    return given.shape.at(-1) === 1 ? { tensor: given, at: -1 } : withChannels(context, given)
  })
  const tensors = parts.map((part) => part.tensor)
  const [first] = tensors
  requireThat(first !== undefined, phrase`joins nothing`)
  const axis = fromFront(int(node, 'axis', 1), first.view.length + 1) - 1
  requireThat(
    parts.every(({ at }) => at === -1 || at === axis),
    phrase`joins along another axis than that of the channels`,
  )
  if (tensors.length === 1) return [first]
  const others = tensors.map(({ view }) => JSON.stringify(view.filter((_, i) => i !== axis)))
  requireThat(
    others.every((view) => view === others[0]),
    phrase`joins tensors that the file lays out in different orders`,
  )
  return [withAxis(first, axis, network.add(node, tensors, { kind: 'concat' }))]
}

function slices(context: Context, from: Tensor, axis: number, ends: readonly [number, number][]) {
  const { network, node } = context
  const { tensor: input, at } = withChannels(context, from)
  requireThat(at === axis, phrase`cuts along another axis than that of the channels`)
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
  const { node, inputs } = context
  const input = tensor(context)
  const rank = input.view.length + 1
  const isOld = node.opset < 10
  const starts = isOld ? (ints(node, 'starts') ?? []) : numbers(context, 1)
  const ends = isOld ? (ints(node, 'ends') ?? []) : numbers(context, 2)
  const given = isOld ? ints(node, 'axes') : inputs[3] && numbers(context, 3)
  const axes = (given ?? starts.map((_, i) => i)).map((axis) => fromFront(axis, rank))
  const steps = !isOld && inputs[4] ? numbers(context, 4) : []
  let output = input
  const crop: [number, number][] = [[0, 0], [0, 0]] // prettier-ignore
  const stride: [number, number] = [1, 1]
  axes.forEach((axis, i) => {
    const length = lengthOf(output.view[axis - 1] ?? [])
    const bounded = (place = 0): number =>
      Math.min(length, Math.max(0, place < 0 ? place + length : place))
    const [from, to, step] = [bounded(starts[i]), bounded(ends[i]), steps[i] ?? 1]
    const isAll = (starts[i] ?? 0) === 0 && (ends[i] ?? 0) >= 2 ** 31 - 1 && step === 1
    requireThat(axis >= 1 || isAll, phrase`cuts the batch`)
    requireThat(step >= 1, phrase`turns the order round`)
    if (axis < 1 || (from === 0 && to === length && step === 1)) return
    requireThat(from < to, phrase`leaves nothing`)
    const side = [0, 1].find((of) => isWhole(output.view[axis - 1], output.shape, of))
    if (output.shape.length === 3 && side !== undefined) {
      crop[side as 0 | 1] = [from, length - to]
      stride[side as 0 | 1] = step
      return
    }
    requireThat(step === 1, phrase`takes only every ${step}th channel`)
    ;[output = input] = slices(context, output, axis - 1, [[from, to]])
  })
  return [thinned(context, cropped(context, output, crop), stride)]
}

function cropped(context: Context, from: Tensor, crop: readonly (readonly number[])[]): Tensor {
  const { network, node } = context
  if (crop.flat().every((cells) => cells === 0)) return from
  const { map, laidOut } = inEitherOrder(context, from)
  return laidOut(network.add(node, [map], { kind: 'crop2d', cropping: crop }))
}

/** Every so many rows and columns: the maximum of a window of one cell. */
function thinned(context: Context, from: Tensor, stride: readonly [number, number]): Tensor {
  const { network, node } = context
  if (stride.every((step) => step === 1)) return from
  const draft = { kind: 'maxPool2d', window: 1, stride } as const
  const { map, laidOut } = inEitherOrder(context, from)
  return laidOut(network.add({ ...node, name: `${node.name}_step` }, [map], draft))
}

/** Channels in another order, or some of them: runs of neighbours, which are joined again. */
export const gather: Reader = (context) => {
  const { network, node, inputs } = context
  if (inputs[0]?.kind === 'row') return ofRow(context, inputs[0])
  const input = tensor(context)
  const places = inputs[1]?.kind === 'wholes' ? inputs[1] : undefined
  requireThat(places !== undefined && places.shape.length === 1, phrase`takes places that are not constant, or one alone`) // prettier-ignore
  const axis = fromFront(int(node, 'axis', 0), input.view.length + 1) - 1
  const all = lengthOf(input.view[axis] ?? [])
  const wanted = numbers(context, 1).map((place) => fromFront(place, all))
  requireThat(
    wanted.every((place) => place >= 0 && place < all),
    phrase`takes a channel that is not there`,
  )
  const runs: [number, number][] = []
  for (const place of wanted) {
    const last = runs.at(-1)
    if (last?.[1] === place) last[1] += 1
    else runs.push([place, place + 1])
  }
  requireThat(runs.length >= 1 && runs.length <= 64, phrase`takes channels in an order that is not supported`) // prettier-ignore
  const parts = slices(context, input, axis, runs)
  const [first] = parts
  if (parts.length === 1 && first) return [first]
  const joined = network.add({ ...node, name: `${node.name}_joined` }, parts, { kind: 'concat' })
  return [withAxis(first ?? input, axis, joined)]
}

/** A map as it is laid out, channels first or last, and how its output is then. */
function inEitherOrder({ network, node }: Context, from: Tensor) {
  const given = network.plain(node, from)
  const isSame = (view: View): boolean => JSON.stringify(given.view) === JSON.stringify(view)
  const isLast = isSame(channelsLast(given.shape)) && !isSame(channelsFirst(given.shape))
  const map = isLast && given.shape.length === 3 ? given : network.map(node, given)
  const laidOut = (output: Tensor): Tensor =>
    isLast ? { ...output, view: channelsLast(output.shape) } : output
  return { map, laidOut, rows: isLast ? 0 : 1 }
}

const MODES: Readonly<Record<string, string>> = {
  constant: 'constant',
  edge: 'replicate',
  reflect: 'reflect',
}

/** The cells that a Pad adds before and behind each axis of [batch, channels, height, width]. */
function padsOf(context: Context): readonly number[] {
  const { node, inputs } = context
  const given = node.opset < 11 ? (ints(node, 'pads') ?? []) : numbers(context, 1)
  const axes = inputs[3] ? numbers(context, 3).map((axis) => fromFront(axis, 4)) : [0, 1, 2, 3]
  requireThat(
    given.length === 2 * axes.length && axes.every((axis) => axis >= 0 && axis < 4),
    phrase`pads another tensor than maps`,
  )
  const all = Array<number>(8).fill(0)
  axes.forEach((axis, i) => {
    all[axis] = given[i] ?? 0
    all[axis + 4] = given[i + axes.length] ?? 0
  })
  return all
}

export const pad: Reader = (context) => {
  const { network, node, inputs } = context
  const given = tensor(context)
  const isOld = node.opset < 11
  const all = padsOf(context)
  if (all.every((cells) => cells === 0)) return [given]
  const mode = MODES[text(node, 'mode', 'constant')]
  requireThat(mode !== undefined, phrase`pads in a way that is not known here`)
  const value = isOld ? float(node, 'value', 0) : inputs[2] ? scalarOf(inputs[2]) : 0
  requireThat(value !== undefined && Number.isFinite(value), phrase`pads with no finite number`)
  requireThat(Math.min(...all) >= 0, phrase`cuts cells off by negative pads`)
  const { map, rows, laidOut } = inEitherOrder(context, given)
  const sides = (at: number): [number, number] => [all[at + 1] ?? 0, all[at + 5] ?? 0]
  const padding = [sides(rows), sides(rows + 1)]
  requireThat(
    padding.flat().reduce((sum, cells) => sum + cells) === all.reduce((sum, cells) => sum + cells),
    phrase`pads the batch or the channels`,
  )
  return [laidOut(network.add(node, [map], { kind: 'pad2d', padding, mode, value }))]
}

/** A sum of any number of tensors. */
export const sum: Reader = (context) => {
  const { inputs, node } = context
  requireThat(
    inputs.length >= 1 && inputs.every((value) => value?.kind === 'tensor'),
    phrase`computes with values that are not known here`,
  )
  const [first, ...rest] = inputs.map((_, i) => tensor(context, i))
  let total: Value | undefined = first
  rest.forEach((each, i) => {
    const name = i < rest.length - 1 ? `${node.name}_${i}` : node.name
    if (total)
      [total] = arithmetic('Add')({ ...context, node: { ...node, name }, inputs: [total, each] })
  })
  return total ? [total] : []
}
