import { phrase } from '@shared/errors'
import { numbers, tensor, type Context, type Reader } from './context'
import { kernelShape, windowOf } from './convolution'
import { meanOverChannels } from './formula'
import { fromFront, int, ints, requireThat } from './node'
import type { Tensor } from './values'
import { isWhole, type View } from './view'

const pool =
  (kind: 'maxPool2d' | 'avgPool2d'): Reader =>
  (context) => {
    const { network, node } = context
    requireThat(!context.isRead(1), phrase`also gives the places of its maxima`)
    requireThat(int(node, 'storage_order', 0) === 0, phrase`stores columns first`)
    const input = network.map(node, tensor(context))
    const { kernel, stride, dilation, padding } = windowOf(node, kernelShape(node), input.shape)
    requireThat(Math.max(...dilation) === 1, phrase`has a dilated window`)
    const ceilMode = int(node, 'ceil_mode', 0) === 1
    const countIncludePad = int(node, 'count_include_pad', 0) === 1
    return [
      network.add(node, [input], {
        kind,
        window: kernel,
        stride,
        padding,
        ...(ceilMode && { ceilMode }),
        ...(kind === 'avgPool2d' && { countIncludePad }),
      }),
    ]
  }

export const maxPool = pool('maxPool2d')
export const averagePool = pool('avgPool2d')

type Global = 'globalAvgPool2d' | 'globalMaxPool2d'

export const globalPool =
  (kind: Global): Reader =>
  (context) => {
    const { network, node } = context
    const input = tensor(context)
    // A vector that the file has as a map of one place.
    if (input.shape.length === 1 && input.view.length === 3) return [input]
    return [network.add(node, [network.map(node, input)], { kind, keepDims: true })]
  }

/** The axes of the file that a reduction takes, without that of the batch. */
function reducedAxes(context: Context, { view }: Tensor): ReadonlySet<number> {
  const { node, inputs } = context
  const given = inputs[1] ? numbers(context, 1) : ints(node, 'axes')
  const axes = given ?? Array.from({ length: view.length + 1 }, (_, axis) => axis)
  const counted = axes.map((axis) => fromFront(axis, view.length + 1))
  requireThat(!counted.includes(0), phrase`reduces the pictures of a batch to one`)
  return new Set(counted.map((axis) => axis - 1))
}

const isOverChannels = ({ shape, view }: Tensor, axes: ReadonlySet<number>): boolean => {
  const [only = -1, ...more] = axes
  if (more.length > 0) return false
  return view.length === 1 ? only === 0 : shape.length === 3 && isWhole(view[only], shape, 2)
}

/** A mean or maximum over height and width. */
export const reduce =
  (kind: Global): Reader =>
  (context) => {
    const { network, node, inputs } = context
    const [value] = inputs
    const input = value?.kind === 'formula' ? value.like : network.plain(node, tensor(context))
    const axes = reducedAxes(context, input)
    const keepsAxes = int(node, 'keepdims', 1) === 1
    if (kind === 'globalAvgPool2d' && keepsAxes && isOverChannels(input, axes) && value)
      return [meanOverChannels(context, value.kind === 'formula' ? value : input)]
    requireThat(value?.kind === 'tensor', phrase`reduces a formula that is no norm`)
    const { shape, view } = input
    const isLaidOut = view.every(
      (axis, i) => axis.length === 0 || axes.has(i) !== isWhole(axis, shape, 2),
    )
    const reducesAll = [0, 1].every((of) =>
      view.some((axis, i) => axes.has(i) && isWhole(axis, shape, of)),
    )
    requireThat(
      shape.length === 3 && isLaidOut && reducesAll,
      phrase`reduces other axes than height and width`,
    )
    const output = network.add(node, [input], { kind, keepDims: true })
    const reduced: View = view.flatMap((axis, i) => {
      if (!axes.has(i)) return [axis]
      return keepsAxes ? [[]] : []
    })
    return [{ ...output, view: reduced }]
  }

/** A sum over height and width is the mean times the number of places. */
export const reduceSum: Reader = (context) => {
  const { network, node } = context
  const [height = 1, width = 1] = tensor(context).shape
  const [mean] = reduce('globalAvgPool2d')({
    ...context,
    node: { ...node, name: `${node.name}_mean` },
  })
  requireThat(mean?.kind === 'tensor', phrase`reduces other axes than height and width`)
  return [network.add(node, [mean], { kind: 'scale', scale: height * width }, mean.view)]
}
