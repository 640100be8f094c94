import { phrase } from '@shared/errors'
import type { Shape } from '@shared/layers/definition'
import { dilatedKernel, type ExplicitPadding, type Pair } from '@shared/math/geometry'
import { kernelOrder, transposedKernelOrder } from '../../channels-first/array'
import { array, constant, tensor, type Context, type Reader } from './context'
import { int, ints, requireThat, text, type Node } from './node'
import type { Tensor } from './values'
import { placesOf } from './view'

const pair = (values: readonly number[] | undefined, preset: Pair): Pair => {
  if (!values) return preset
  const [vertical, horizontal, ...more] = values
  requireThat(
    vertical !== undefined && horizontal !== undefined && more.length === 0,
    phrase`has another number of axes than a map`,
  )
  return [vertical, horizontal]
}

export interface FileWindow {
  readonly kernel: Pair
  readonly stride: Pair
  readonly dilation: Pair
  readonly padding: ExplicitPadding
}

/** The window of an operator over a map of [height, width, channels]. */
export function windowOf(node: Node, kernel: Pair, map: Shape): FileWindow {
  const stride = pair(ints(node, 'strides'), [1, 1])
  const dilation = pair(ints(node, 'dilations'), [1, 1])
  return { kernel, stride, dilation, padding: paddingOf(node, kernel, stride, dilation, map) }
}

export const kernelShape = (node: Node, preset?: Pair): Pair => {
  const shape = ints(node, 'kernel_shape')
  requireThat(shape !== undefined || preset !== undefined, phrase`has no kernel_shape`)
  return pair(shape, preset ?? [1, 1])
}

function paddingOf(
  node: Node,
  kernel: Pair,
  stride: Pair,
  dilation: Pair,
  map: Shape,
): ExplicitPadding {
  const automatic = text(node, 'auto_pad', 'NOTSET')
  if (automatic === 'VALID') return [[0, 0], [0, 0]] // prettier-ignore
  if (automatic === 'NOTSET') {
    const [top = 0, left = 0, bottom = 0, right = 0] = ints(node, 'pads') ?? []
    requireThat(Math.min(top, left, bottom, right) >= 0, phrase`cuts cells off by negative pads`)
    return [[top, bottom], [left, right]] // prettier-ignore
  }
  requireThat(
    automatic === 'SAME_UPPER' || automatic === 'SAME_LOWER',
    phrase`has auto_pad ${automatic}`,
  )
  const axis = (i: 0 | 1): Pair => {
    const length = map[i] ?? 0
    const reach =
      (Math.ceil(length / stride[i]) - 1) * stride[i] + dilatedKernel(kernel[i], dilation[i])
    const all = Math.max(0, reach - length)
    const less = Math.floor(all / 2)
    return automatic === 'SAME_UPPER' ? [less, all - less] : [all - less, less]
  }
  return [axis(0), axis(1)]
}

const kernelOf = (context: Context): readonly [number, number, number, number] => {
  const { shape } = constant(context, 1)
  const [a = 0, b = 0, height = 0, width = 0] = shape
  requireThat(shape.length === 4, phrase`is no convolution over maps`)
  return [a, b, height, width]
}

export const conv: Reader = (context) => {
  const { network, node } = context
  const given = tensor(context)
  const [channels, perGroup, height, width] = kernelOf(context)
  if (isPlace(given)) return [convOfPlace(context, given)]
  const input = network.map(node, given)
  const window = windowOf(node, kernelShape(node, [height, width]), input.shape)
  const bias = context.inputs[2] !== undefined
  const output = network.add(node, [input], {
    kind: 'conv2d',
    channels,
    ...window,
    groups: int(node, 'group', 1),
    bias,
  })
  const [rows, columns] = window.kernel
  const own = [rows, columns, (input.shape[2] ?? 0) / int(node, 'group', 1), channels]
  const order = kernelOrder(own)
  requireThat(perGroup === own[2], phrase`has a kernel for ${perGroup} channels`)
  const data = array(context, 1, order.shape)
  network.give(output, 'weight', own, order.unpack?.(data) ?? data)
  if (bias) network.give(output, 'bias', [channels], array(context, 2, [channels]))
  return [output]
}

/** A vector that the file lays out as a map of one place. */
const isPlace = ({ shape, view }: Tensor): boolean =>
  shape.length === 1 && view.length === 3 && view.slice(1).every(({ length }) => length === 0)

/** A convolution over one place is a dense layer. */
function convOfPlace(context: Context, given: Tensor): Tensor {
  const { network, node } = context
  const { shape, data } = constant(context, 1)
  const [channels = 0, inputs = 0, height = 1, width = 1] = shape
  const { padding } = windowOf(node, kernelShape(node, [height, width]), [1, 1, inputs])
  const isOnePlace = height * width === 1 && padding.flat().every((cells) => cells === 0)
  requireThat(
    isOnePlace && int(node, 'group', 1) === 1 && given.shape[0] === inputs,
    phrase`reads a vector as a map of one place with a kernel of ${height}×${width}`,
  )
  const bias = context.inputs[2] !== undefined
  const output = network.add(node, [given], { kind: 'dense', units: channels, bias })
  const rows = new Float32Array(data.length)
  placesOf(given.view[0] ?? []).forEach((place, input) => {
    for (let unit = 0; unit < channels; unit += 1)
      rows[place * channels + unit] = data[unit * inputs + input] ?? 0
  })
  network.give(output, 'weight', [inputs, channels], rows)
  if (bias) network.give(output, 'bias', [channels], array(context, 2, [channels]))
  return { ...output, view: [output.view[0] ?? [], [], []] }
}

/**
 * What a transposed convolution cuts off its output, and adds to it. With an output_shape or an
 * auto_pad the file gives the size of the output, and the padding follows from it.
 */
function transposedWindow(node: Node, kernel: Pair, map: Shape) {
  const automatic = text(node, 'auto_pad', 'NOTSET')
  const stride = pair(ints(node, 'strides'), [1, 1])
  const dilation = pair(ints(node, 'dilations'), [1, 1])
  const more = pair(ints(node, 'output_padding'), [0, 0])
  const given = ints(node, 'output_shape')
  const isSame = automatic === 'SAME_UPPER' || automatic === 'SAME_LOWER'
  if (!given && !isSame)
    return {
      stride,
      dilation,
      outputPadding: more,
      padding: paddingOf(node, kernel, stride, dilation, map),
    }
  const size = given ? pair(given.slice(-2), [1, 1]) : null
  const sides = ([0, 1] as const).map((axis) => {
    const length = map[axis] ?? 1
    const wanted = size ? size[axis] : length * stride[axis]
    const reach =
      (length - 1) * stride[axis] + more[axis] + dilatedKernel(kernel[axis], dilation[axis])
    const all = Math.max(0, reach - wanted)
    const less = Math.floor(all / 2)
    return {
      cut: automatic === 'SAME_UPPER' ? [less, all - less] : [all - less, less],
      more: more[axis] + Math.max(0, wanted - reach),
    }
  })
  return {
    stride,
    dilation,
    padding: sides.map(({ cut }) => cut),
    outputPadding: sides.map((side) => side.more),
  }
}

export const convTranspose: Reader = (context) => {
  const { network, node } = context
  const input = network.map(node, tensor(context))
  const [, perGroup, height, width] = kernelOf(context)
  const groups = int(node, 'group', 1)
  const kernel = kernelShape(node, [height, width])
  const { padding, outputPadding, stride, dilation } = transposedWindow(node, kernel, input.shape)
  const bias = context.inputs[2] !== undefined
  const channels = perGroup * groups
  const output = network.add(node, [input], {
    kind: 'convTranspose2d',
    channels,
    kernel,
    stride,
    dilation,
    padding,
    outputPadding,
    groups,
    bias,
  })
  const own = [...kernel, (input.shape[2] ?? 0) / groups, channels]
  const order = transposedKernelOrder(own, groups)
  const data = array(context, 1, order.shape)
  network.give(output, 'weight', own, order.unpack?.(data) ?? data)
  if (bias) network.give(output, 'bias', [channels], array(context, 2, [channels]))
  return [output]
}
