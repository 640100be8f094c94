import type { LayerOf } from '@shared/layers'
import { convTranspose2dWindow } from '@shared/layers/conv-transpose2d'
import { conv2dWindow } from '@shared/layers/conv2d'
import { mapInput } from '@shared/layers/definition'
import { dilatedKernel, outputSize, type Pair, type Window } from '@shared/math/geometry'
import { DataType } from '../../../graph'
import type { LayerGraph, Value } from './layer-graph'
import { isSame, isZero, onlyInput, surrounded, type Place, type ToGraph } from './place'

const biased = (
  { graph, layer }: Place<LayerOf<'conv2d' | 'convTranspose2d'>>,
  maps: Value,
): Value => (layer.bias ? graph.op('BiasAdd', [maps, graph.weight('bias')]) : maps)

/**
 * TensorFlow's oneDNN computes garbage where the output is one column wide and the strides differ
 * (2.21). With one column the horizontal stride has no effect, so it becomes the vertical one after the
 * columns that no window reaches are cut off.
 */
function withEqualStrides(graph: LayerGraph, x: Value, window: Window): [Value, Window] {
  const { kernel, stride, dilation, padding } = window
  const reached = graph.sliced(
    surrounded(graph, x, padding),
    [0, 0, 0, 0],
    [-1, -1, dilatedKernel(kernel[1], dilation[1]), -1],
  )
  const none: Pair = [0, 0]
  return [reached, { ...window, padding: [none, none], stride: [stride[0], stride[0]] }]
}

function convolved(place: Place<LayerOf<'conv2d'>>): Value {
  const { layer, graph, inputShapes } = place
  const [height, width, channels] = mapInput(inputShapes)
  const given = conv2dWindow(layer, [height, width, channels])
  const size: Pair = [height, width]
  const oneColumn = outputSize(size, given)[1] === 1 && given.stride[0] !== given.stride[1]
  const [input, window] = oneColumn
    ? withEqualStrides(graph, onlyInput(place), given)
    : [onlyInput(place), given]
  const same = !isZero(window.padding) && isSame(window, size)
  const x = same ? input : surrounded(graph, input, window.padding)
  const { kernel, stride, dilation } = window
  const attributes = {
    strides: [1, ...stride, 1],
    dilations: [1, ...dilation, 1],
    padding: same ? 'SAME' : 'VALID',
  }
  const filter = graph.weight('weight')
  const isDepthwise = layer.groups === channels && dilation.every((step) => step === 1)
  if (isDepthwise && channels > 1 && stride[0] === stride[1]) {
    const shape = [...kernel, channels, layer.channels / channels]
    return graph.op('DepthwiseConv2dNative', [x, graph.reshaped(filter, shape)], attributes)
  }
  const filters = graph.split(filter, layer.groups, 3)
  const maps = graph
    .split(x, layer.groups, 3)
    .map((part, group) => graph.op('Conv2D', [part, filters[group] as Value], attributes))
  return graph.joined(maps, 3)
}

export const conv2dToGraph: ToGraph<LayerOf<'conv2d'>> = (place) => biased(place, convolved(place))

/** The filter with zeros between its cells: the operation takes no dilation on a processor. */
function dilated(graph: LayerGraph, filter: Value, window: Window, ends: Pair): Value {
  const { kernel, dilation } = window
  const [rows, columns] = dilation
  if (rows === 1 && columns === 1) return filter
  const apart = graph.reshaped(filter, [kernel[0], 1, kernel[1], 1, ...ends])
  const sides = graph.ints(
    'paddings',
    [0, 0, 0, rows - 1, 0, 0, 0, columns - 1, 0, 0, 0, 0],
    [6, 2],
  )
  const spread = graph.reshaped(graph.op('Pad', [apart, sides]), [
    kernel[0] * rows,
    kernel[1] * columns,
    ...ends,
  ])
  const length = (axis: 0 | 1): number => dilatedKernel(kernel[axis], dilation[axis])
  return graph.sliced(spread, [0, 0, 0, 0], [length(0), length(1), ...ends])
}

/** [batch, height, width, channels] with the batch of a tensor. */
function shapeLike(graph: LayerGraph, x: Value, rest: readonly number[]): Value {
  const { int32 } = DataType
  const shape = graph.op('Shape', [x], { out_type: int32 }, int32)
  const [begin, end, strides] = [0, 1, 1].map((n) => graph.ints('batch', [n])) as [
    Value,
    Value,
    Value,
  ]
  const cut = { shrink_axis_mask: 1 }
  const batch = graph.op('StridedSlice', [shape, begin, end, strides], cut, int32)
  const sizes = rest.map((length) => graph.ints('length', length))
  return graph.op('Pack', [batch, ...sizes], {}, int32)
}

/** Everything that the kernels write, then what the padding cuts off and the zeros beyond. */
function transposed(place: Place<LayerOf<'convTranspose2d'>>): Value {
  const { layer, graph, inputShapes, outputShape } = place
  const [height, width, channels] = mapInput(inputShapes)
  const window = convTranspose2dWindow(layer, [height, width, channels])
  const { kernel, stride, dilation, padding } = window
  const [inside, outside] = [channels / layer.groups, layer.channels / layer.groups]
  const whole = ([height, width] as const).map(
    (length, axis) =>
      (length - 1) * (stride[axis] ?? 1) + dilatedKernel(kernel[axis] ?? 1, dilation[axis] ?? 1),
  ) as [number, number]
  const filters = graph.split(graph.weight('weight'), layer.groups, 3)
  const maps = graph.split(onlyInput(place), layer.groups, 3).map((x, group) => {
    const perm = graph.ints('perm', [0, 1, 3, 2])
    const turned = graph.op('Transpose', [filters[group] as Value, perm])
    const filter = dilated(graph, turned, window, [outside, inside])
    const shape = shapeLike(graph, x, [...whole, outside])
    const attributes = { strides: [1, ...stride, 1], padding: 'VALID' }
    return graph.op('Conv2DBackpropInput', [shape, filter, x], attributes)
  })
  const [rows = 0, columns = 0] = outputShape
  const beyond = (axis: 0 | 1, length: number): Pair => [
    0,
    Math.max(0, padding[axis][0] + length - whole[axis]),
  ]
  const wide = surrounded(graph, graph.joined(maps, 3), [beyond(0, rows), beyond(1, columns)])
  return graph.sliced(wide, [0, padding[0][0], padding[1][0], 0], [-1, rows, columns, -1])
}

export const convTranspose2dToGraph: ToGraph<LayerOf<'convTranspose2d'>> = (place) =>
  biased(place, transposed(place))
