import type { LayerOf } from '@shared/layers'
import { crop2dSides } from '@shared/layers/crop2d'
import { mapInput, type MapShape } from '@shared/layers/definition'
import { pad2dSides, pad2dTaps } from '@shared/layers/pad2d'
import { upsample2dTaps } from '@shared/layers/upsample2d'
import { sharesOf, type AxisTaps } from '@shared/math/resample'
import type { LayerGraph, Value } from './layer-graph'
import { isZero, mirrored, onlyInput, surrounded, type ToGraph } from './place'

/** Rows, then columns, each by one product with a matrix of shares. */
export function resampled(
  graph: LayerGraph,
  x: Value,
  [height, width, channels]: MapShape,
  [rows, columns]: readonly [AxisTaps, AxisTaps],
): Value {
  const along = (map: Value, axis: AxisTaps, length: number): Value =>
    graph.op('BatchMatMulV2', [
      graph.floats('shares', sharesOf(axis, length), [1, axis.length, length]),
      map,
    ])
  const down = along(graph.reshaped(x, [-1, height, width * channels]), rows, height)
  const across = along(graph.reshaped(down, [-1, width, channels]), columns, width)
  return graph.reshaped(across, [-1, rows.length, columns.length, channels])
}

export const upsample2dToGraph: ToGraph<LayerOf<'upsample2d'>> = (place) => {
  const input = mapInput(place.inputShapes)
  return resampled(place.graph, onlyInput(place), input, upsample2dTaps(place.layer, input))
}

export const pad2dToGraph: ToGraph<LayerOf<'pad2d'>> = (place) => {
  const { graph, layer } = place
  const [x, sides] = [onlyInput(place), pad2dSides(layer)]
  if (isZero(sides)) return graph.op('Identity', [x])
  if (layer.mode === 'reflect') return mirrored(graph, x, sides)
  const input = mapInput(place.inputShapes)
  const taps = pad2dTaps(layer, input)
  return taps ? resampled(graph, x, input, taps) : surrounded(graph, x, sides, layer.value)
}

export const crop2dToGraph: ToGraph<LayerOf<'crop2d'>> = (place) => {
  const [[top], [left]] = crop2dSides(place.layer)
  const [rows = 0, columns = 0] = place.outputShape
  return place.graph.sliced(onlyInput(place), [0, top, left, 0], [-1, rows, columns, -1])
}
