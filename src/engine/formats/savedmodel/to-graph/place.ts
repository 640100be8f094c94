import type { Layer } from '@shared/layers'
import type { Shape } from '@shared/layers/definition'
import { samePadding, type ExplicitPadding, type Pair, type Window } from '@shared/math/geometry'
import type { Attributes, LayerGraph, Value } from './layer-graph'

/** What the conversion of a layer needs. */
export interface Place<L extends Layer> {
  readonly layer: L
  readonly inputShapes: readonly Shape[]
  readonly outputShape: Shape
  readonly inputs: readonly Value[]
  readonly graph: LayerGraph
}

/** A layer as operations of TensorFlow; the returned tensor is its output. */
export type ToGraph<L extends Layer> = (place: Place<L>) => Value

export const onlyInput = ({ inputs }: Pick<Place<Layer>, 'inputs'>): Value => inputs[0] as Value

/** [cells of each axis before and after], the batch first. */
const sidesOf = (graph: LayerGraph, [rows, columns]: ExplicitPadding): Value =>
  graph.ints('paddings', [0, 0, ...rows, ...columns, 0, 0], [4, 2])

export const isZero = (padding: ExplicitPadding): boolean =>
  padding.flat().every((side) => side === 0)

/** A map with a constant around it. */
export function surrounded(
  graph: LayerGraph,
  x: Value,
  padding: ExplicitPadding,
  value = 0,
): Value {
  if (isZero(padding)) return x
  const sides = sidesOf(graph, padding)
  if (value === 0) return graph.op('Pad', [x, sides])
  return graph.op('PadV2', [x, sides, graph.number('value', value)])
}

/** A map that goes on as its mirror image around itself. */
export const mirrored = (graph: LayerGraph, x: Value, padding: ExplicitPadding): Value =>
  graph.op('MirrorPad', [x, sidesOf(graph, padding)], { mode: 'REFLECT' })

/** Whether a window's padding is what TensorFlow calls "same" over [height, width]. */
export const isSame = ({ kernel, stride, dilation, padding }: Window, size: Pair): boolean =>
  ([0, 1] as const).every((i) => {
    const same = samePadding(size[i], kernel[i], stride[i], dilation[i])
    return same[0] === padding[i][0] && same[1] === padding[i][1]
  })

/** A pooling over windows that lie on the map, or with TensorFlow's own padding. */
export const pooled = (
  graph: LayerGraph,
  operation: 'MaxPool' | 'AvgPool',
  x: Value,
  { kernel, stride }: Pick<Window, 'kernel' | 'stride'>,
  padding: 'VALID' | 'SAME' = 'VALID',
): Value => {
  const attributes: Attributes = { ksize: [1, ...kernel, 1], strides: [1, ...stride, 1], padding }
  return graph.op(operation, [x], attributes)
}
