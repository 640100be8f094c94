import { numbers, tensor, type Context, type Reader } from './context'
import { kernelShape, windowOf } from './convolution'
import { fromFront, int, ints, requireThat } from './node'
import type { Tensor } from './values'
import { isWhole, type View } from './view'

const pool =
  (kind: 'maxPool2d' | 'avgPool2d'): Reader =>
  (context) => {
    const { network, node } = context
    requireThat(node.outputs.length === 1, 'also gives the places of its maxima')
    requireThat(int(node, 'storage_order', 0) === 0, 'stores columns first')
    const input = network.map(node, tensor(context))
    const { kernel, stride, dilation, padding } = windowOf(node, kernelShape(node), input.shape)
    requireThat(Math.max(...dilation) === 1, 'has a dilated window')
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
    return [network.add(node, [network.map(node, tensor(context))], { kind, keepDims: true })]
  }

/** The axes of the file that a reduction takes, without that of the batch. */
function reducedAxes(context: Context, { view }: Tensor): ReadonlySet<number> {
  const { node, inputs } = context
  const given = inputs[1] ? numbers(context, 1) : ints(node, 'axes')
  const axes = given ?? Array.from({ length: view.length + 1 }, (_, axis) => axis)
  const counted = axes.map((axis) => fromFront(axis, view.length + 1))
  requireThat(!counted.includes(0), 'reduces the pictures of a batch to one')
  return new Set(counted.map((axis) => axis - 1))
}

/** A mean or maximum over height and width. */
export const reduce =
  (kind: Global): Reader =>
  (context) => {
    const { network, node } = context
    const input = tensor(context)
    const axes = reducedAxes(context, input)
    const { shape, view } = input
    const isLaidOut = view.every(
      (axis, i) => axis.length === 0 || axes.has(i) !== isWhole(axis, shape, 2),
    )
    const reducesAll = [0, 1].every((of) =>
      view.some((axis, i) => axes.has(i) && isWhole(axis, shape, of)),
    )
    requireThat(
      shape.length === 3 && isLaidOut && reducesAll,
      'reduces other axes than height and width',
    )
    const output = network.add(node, [input], { kind, keepDims: true })
    const reduced: View = view.flatMap((axis, i) => {
      if (!axes.has(i)) return [axis]
      return int(node, 'keepdims', 1) === 1 ? [[]] : []
    })
    return [{ ...output, view: reduced }]
  }
